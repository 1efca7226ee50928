import Specification
import Testing

@Suite("Spelling")
struct SpellingTests {
  @Test(
    "counts letters changed, left out, added and swapped",
    arguments: [
      ("", "abc", 3), ("kitten", "sitting", 3), ("persistancy", "persistency", 1),
      ("flwo", "flow", 1), ("ca", "abc", 3), ("same", "same", 0), ("Flow", "flow", 0),
    ])
  func distances(a: String, b: String, expected: Int) {
    #expect(Spelling.distance(a, b, limit: 10) == expected)
    #expect(Spelling.distance(b, a, limit: 10) == expected)
    if expected > 0 { #expect(Spelling.distance(a, b, limit: expected - 1) == nil) }
  }

  @Test(
    "suggests what is near, then a name with that word in it, then nothing",
    arguments: [
      ("gausian", "gaussian"), ("ring", "gaussian-ring"), ("moon", nil), ("two-moon", "two-moons"),
      ("xyz", nil), ("", nil),
    ] as [(String, String?)])
  func suggestions(name: String, expected: String?) {
    let names = ["gaussian", "gaussian-ring", "two-moons"]
    #expect(Spelling.nearest(to: name, among: names) == expected)
  }
}
