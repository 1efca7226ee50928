import Foundation
import Testing

@Suite("list and explain")
struct LanguageCommandTests {
  private static func objects(_ text: String) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }

  @Test("list prints what there is, as text and as JSON with the same things")
  func list() throws {
    let program = try Program()
    defer { program.remove() }
    let words = try Self.objects(try program.call("list", "--json").output)
      .compactMap { $0["name"] as? String }
    #expect(Set(["flows", "data", "metrics", "trainers", "penalties"]).isSubset(of: words))
    for word in words {
      let text = try program.call("list", word)
      #expect(text.status == 0 && text.talk.isEmpty)
      let names = try Self.objects(try program.call("list", word, "--json").output)
        .compactMap { $0["name"] as? String }
      #expect(!names.isEmpty)
      let headings = text.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
      #expect(headings.map(String.init) == names)
    }
  }

  @Test("explain prints meaning, default and formula, as text and as JSON")
  func explain() throws {
    let program = try Program()
    defer { program.remove() }
    let text = try program.call("explain", "flow.jsd")
    #expect(text.status == 0 && text.talk.isEmpty)
    #expect(text.output.contains("½ softplus(d)") && text.output.contains("JMLR"))
    let json = try program.call("explain", "flow.step", "--json").output
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let meanings = try #require(object["meanings"] as? [[String: Any]])
    #expect(object["path"] as? String == "flow.step")
    #expect(meanings[0]["default"] as? Double == 1)
  }

  @Test("a wrong word is an error of usage that names the nearest")
  func wrongWords() throws {
    let program = try Program()
    defer { program.remove() }
    let path = try program.call("explain", "flow.stpe")
    #expect(path.status == 64 && path.output.isEmpty)
    #expect(path.talk == "gfrun: error: unknown path 'flow.stpe'; did you mean 'flow.step'?\n")
    let word = try program.call("list", "metrix")
    #expect(word.status == 64 && word.output.isEmpty)
    #expect(word.talk == "gfrun: error: nothing is called 'metrix'; did you mean 'metrics'?\n")
  }
}
