import Figures
import Testing

@Suite("Bands over seeds")
struct SeedBandTests {
  @Test(
    "are what textbooks say",
    arguments: [
      (SeedBand.deviation, 2.5, 1.2909944487358056), (.standardError, 2.5, 0.6454972243679028),
      // scipy.stats.t.ppf(0.975, 3) · s / √4
      (.confidence, 2.5, 2.0542602567605186),
      (.none, 2.5, 0),
    ])
  func symmetric(band: SeedBand, center: Double, half: Double) {
    let summary = band.summary(of: [4, 1, .nan, 3, 2], confidence: 0.95)
    #expect(summary.count == 4)
    #expect(abs(summary.center - center) < 1e-12)
    #expect(abs(summary.high - summary.center - half) < 1e-9)
    #expect(abs(summary.center - summary.low - half) < 1e-9)
  }

  @Test("quartiles are those of NumPy, the range is the range")
  func asymmetric() {
    let quartiles = SeedBand.quartiles.summary(of: [10, 1, 2, 4], confidence: 0.95)
    #expect([quartiles.low, quartiles.center, quartiles.high] == [1.75, 3, 5.5])
    let range = SeedBand.range.summary(of: [10, 1, 2, 4], confidence: 0.95)
    #expect([range.low, range.center, range.high] == [1, 4.25, 10])
  }

  @Test("one value has no spread, none has no centre")
  func few() {
    for band in [SeedBand.deviation, .confidence, .quartiles, .range] {
      let one = band.summary(of: [3], confidence: 0.95)
      #expect(one.low == 3 && one.center == 3 && one.high == 3)
      let none = band.summary(of: [.nan], confidence: 0.95)
      #expect(none.count == 0 && none.center.isNaN)
    }
  }
}
