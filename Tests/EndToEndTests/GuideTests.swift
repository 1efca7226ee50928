import Foundation
import Testing

@Suite("The guide", .enabled(if: Program.hasPython))
struct GuideTests {
  private static let guide = Program.repository
    .appendingPathComponent("Sources/gfrun/gfrun.docc")

  /// The pages of the guide, by their names.
  static let names: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: guide.path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted()
  }()

  /// Runs a script of the repository against the built program.
  private func run(_ script: String, _ arguments: String...) throws -> Program.Outcome {
    try Program.run(
      URL(fileURLWithPath: Program.python),
      [Program.repository.appendingPathComponent("scripts/\(script)").path]
        + ["--gfrun", Program.path.path] + arguments,
      in: FileManager.default.temporaryDirectory)
  }

  @Test("has its pages")
  func pages() {
    #expect(Self.names.count > 8)
  }

  @Test("every command and every snippet does what its page says", arguments: names)
  func page(name: String) throws {
    let outcome = try run("guide.py", Self.guide.appendingPathComponent(name).path)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.talk)")
    for line in outcome.output.split(separator: "\n") where line.contains("skipped") {
      print("note: \(line)")
    }
  }

  @Test("a page that is wrong is found out")
  func wrongPage() throws {
    let program = try Program()
    defer { program.remove() }
    let page = try program.write(
      """
      ```sh
      echo one two
      ```

      <!-- prints -->
      ```text
      one … three
      ```

      <!-- exit: 65 -->
      ```sh
      exit 64
      ```

      ```sh
      gfrun explain flow.stpe
      ```

      """, to: "page.md")
    let outcome = try run("guide.py", program.folder.appendingPathComponent(page).path)
    #expect(outcome.status == 1)
    let lines = outcome.output.split(separator: "\n")
    for line in [6, 11, 15] {
      #expect(lines.contains { $0.hasPrefix("FAIL page.md:\(line):") }, "\(outcome.output)")
    }
  }

  @Test("a reader that reads something else is found out")
  func wrongReader() throws {
    let program = try Program()
    defer { program.remove() }
    let page = Self.guide.appendingPathComponent("ReadingResults.md")
    var text = try String(contentsOf: page, encoding: .utf8)
    let start = try #require(text.range(of: "### h5py"))
    let end = try #require(text.range(of: "### netCDF4"))
    let experiment = try #require(text.range(of: "## Without a library"))
    let snippet = text[start.lowerBound..<end.lowerBound]
      .replacingOccurrences(of: "[\"metrics/w1\"]", with: "[\"metrics/mmd2\"]")
    text = text[..<experiment.lowerBound] + snippet
    _ = try program.write(text, to: "page.md")
    let outcome = try run("guide.py", program.folder.appendingPathComponent("page.md").path)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("did not read curve"), "\(outcome.output)")
  }

  @Test("the page of keys says what the program's declarations say")
  func keys() throws {
    let outcome = try run("guide_keys.py", "--check")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.talk)")
  }
}
