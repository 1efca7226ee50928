import Specification
import Testing

@Suite("Durations as people write them")
struct DurationTextTests {
  @Test(
    "have a unit",
    arguments: [
      ("90s", 90), ("15min", 900), ("2h", 7200), ("1.5d", 129_600), ("250ms", 0.25), ("90", nil),
      ("0s", nil), ("-1s", nil), ("s", nil), ("1e3s", nil), ("1 h", nil), ("1hour", nil),
    ] as [(String, Double?)])
  func units(text: String, seconds: Double?) {
    #expect(DurationText.parse(text).map { $0 / .seconds(1) } == seconds)
  }
}
