import Foundation
import Specification
import Testing

@Suite("The guide's page of keys")
struct GuideKeysTests {
  /// The page `Keys.md`, which scripts/guide_keys.py writes.
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/gfrun/gfrun.docc/Keys.md")

  /// The parts of the page by their headings.
  private static func sections() throws -> [String: String] {
    let text = try String(contentsOf: page, encoding: .utf8)
    var sections: [String: String] = [:]
    for part in text.components(separatedBy: "\n#") {
      let heading = part.prefix { $0 != "\n" }.drop { $0 == "#" || $0 == " " }
      sections[String(heading).replacing("`", with: ""), default: ""] += part
    }
    return sections
  }

  @Test("explains every key outside of kinds under its path")
  func keys() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let explanations = Explanations(.builtIn)
    let places = explanations.listings.flatMap(\.paths)
    var count = 0
    for path in explanations.paths
    where !places.contains(where: { path.text.hasPrefix("\($0.text).") }) {
      // Lists of values are described once, for all sections of a sweep.
      let isRange = ["linspace", "logspace", "integers"].contains(path.components.last)
      let word = isRange ? path.components.last ?? "" : path.text
      #expect(text.contains("`\(word)`"), "\(path) is not documented")
      count += 1
    }
    #expect(count > 50)
  }

  @Test("explains every kind with its formula, its source and its keys")
  func kinds() throws {
    let sections = try Self.sections()
    for listing in Explanations(.builtIn).listings {
      let intro = try #require(sections[listing.name], "\(listing.name) has no section")
      for path in listing.paths { #expect(intro.contains("`\(path)`"), "\(listing.name)") }
      for item in listing.items {
        let section = try #require(
          sections["\(listing.name): \(item.name)"], "\(listing.name) \(item.name)")
        #expect(section.contains(item.summary))
        for name in item.aliases + item.keys {
          #expect(section.contains("`\(name)`"), "\(listing.name) \(item.name): \(name)")
        }
        if let source = item.source { #expect(section.contains(source)) }
        #expect(item.formula == nil || section.contains("Formula"))
      }
    }
  }
}
