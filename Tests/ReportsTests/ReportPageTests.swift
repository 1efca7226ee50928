import Execution
import Foundation
import Reports
import Specification
import Testing

@Suite("The page of a report")
struct ReportPageTests {
  private static let runs = [("a", 0), ("a", 1), ("b", 0)].map { name, seed in
    SweepFixture.Run(
      caseName: name, seed: seed, w1: (0..<50).map { Double(seed + 1) / (1 + Double($0)) })
  }

  private func page(
    _ limits: PageLimits = PageLimits()
  ) throws -> (text: String, bytes: [UInt8], again: [UInt8]) {
    let fixture = try SweepFixture(Self.runs)
    defer { fixture.remove() }
    // Without a stored plan the run files are all there is.
    try FileManager.default.removeItem(atPath: fixture.path)
    let pages = try (0..<2).map { _ in
      try ReportPage(of: SweepFolder(path: fixture.folder.path), version: "1.2.3", limits: limits)
    }
    return (String(decoding: pages[0].html, as: UTF8.self), pages[0].html, pages[1].html)
  }

  /// What the tests look at of a page's data.
  private struct Content: Decodable {
    struct Run: Decodable {
      let metrics: [[Double?]]
    }
    let description: String?
    let clocks: [[Int]]
    let runs: [Run]
    let notes: [String]
  }

  private func data(in text: String) throws -> Content {
    let mark = try #require(text.firstRange(of: "id=\"data\">"))
    let rest = text[mark.upperBound...]
    let end = try #require(rest.firstRange(of: "</script>"))
    return try JSONDecoder().decode(Content.self, from: Data(rest[..<end.lowerBound].utf8))
  }

  @Test("has every text of the experiment as data that cannot get out of its place")
  func escaping() throws {
    let (text, bytes, again) = try page()
    #expect(bytes == again)
    #expect(text.components(separatedBy: "</script>").count == 3)
    #expect(!text.contains("<b>nothing"))
    #expect(try data(in: text).description == "About </script><b>nothing</b>")
    #expect(!text.contains("{{") && !text.contains("http://") || text.contains("www.w3.org"))
  }

  @Test("thins long series evenly, keeps their ends, and says so")
  func thinning() throws {
    var limits = PageLimits()
    limits.points = 8
    let content = try data(in: page(limits).text)
    let clock = content.clocks[0]
    #expect(clock.count == 8 && clock.first == 0 && clock.last == 490)
    #expect(content.runs[0].metrics[0] == clock.map { 1 / (1 + Double($0 / 10)) })
    let note = "Of series with more than 8 points, 8 are shown, evenly chosen."
    #expect(content.notes.contains(note))
    let whole = try data(in: page().text)
    #expect(whole.clocks[0].count == 50 && whole.notes.isEmpty)
  }

  @Test("is made of a sweep file alone, too, and says what lacks")
  func sweepFileAlone() throws {
    let fixture = try SweepFixture(Self.runs)
    defer { fixture.remove() }
    let folder = fixture.folder.appending(path: "made").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: fixture.path, toPath: "\(folder)/made.h5")
    let page = try ReportPage(of: SweepFolder(path: folder), version: "1")
    let content = try data(in: String(decoding: page.html, as: UTF8.self))
    #expect(content.runs.count == 3 && content.runs.allSatisfy { $0.metrics[0].count == 50 })
    #expect(content.notes.first?.hasPrefix("There are no run files") == true)
  }
}
