import Testing
import YAML

@Suite("Document")
struct DocumentTests {
  /// The tree in a short notation: `{a: 1, b: [x]}`.
  static func notation(_ node: Node) -> String {
    switch node.content {
    case .scalar(let scalar): scalar.isPlain ? scalar.text : "'\(scalar.text)'"
    case .sequence(let elements): "[" + elements.map(notation).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key): \(notation($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  static func parse(_ text: String, limits: Document.Limits = .init()) -> Document {
    Document.parse(bytes: Array(text.utf8), name: "a.yaml", limits: limits)
  }

  @Test(
    "reads trees, with aliases, merge keys and tags resolved",
    arguments: [
      ("a: 1\nb: [x, 'y', \"z\"]\n", "{a: 1, b: [x, 'y', 'z']}"),
      ("\u{FEFF}a: 1\n", "{a: 1}"),
      ("a: 1\r\nb: 2\r\n", "{a: 1, b: 2}"),
      ("a: &x [1, 2]\nb: *x\n", "{a: [1, 2], b: [1, 2]}"),
      ("a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}"),
      ("a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\n", "{a: {p: 1, q: 2}, b: {q: 3, p: 1}}"),
      (
        "a: &x {p: 1}\nb: &y {p: 2, q: 2}\nc: {<<: [*x, *y]}\n",
        "{a: {p: 1}, b: {p: 2, q: 2}, c: {p: 1, q: 2}}"
      ),
      ("{'<<': 1}", "{<<: 1}"),
      ("a: !!str 1\nb: !!int '2'\nc: !!float 3\nd: ! 4\n", "{a: '1', b: 2, c: 3, d: '4'}"),
      ("a: |\n  two\n  lines\n", "{a: 'two\nlines\n'}"),
      ("%YAML 1.2\n---\na: 1\n...\n", "{a: 1}"),
      ("? a\n: 1\n", "{a: 1}"),
    ])
  func trees(text: String, expected: String) throws {
    let document = DocumentTests.parse(text)
    #expect(document.errors.isEmpty)
    #expect(DocumentTests.notation(try #require(document.root)) == expected)
  }

  @Test("knows where keys and values are, in characters")
  func positions() throws {
    let root = try #require(DocumentTests.parse("# é\nflow:\n  'ké': [1, äb]\n").root)
    let flow = try #require(root.entry("flow"))
    let key = try #require(flow.value.entry("ké"))
    let element = try #require(key.value.elements?.last)
    #expect(flow.keyLocation.start == SourcePosition(line: 2, column: 1))
    #expect(flow.keyLocation.end == SourcePosition(line: 2, column: 5))
    #expect(key.keyLocation.start == SourcePosition(line: 3, column: 3))
    #expect(key.keyLocation.end == SourcePosition(line: 3, column: 7))
    #expect(key.value.location.end == SourcePosition(line: 3, column: 16))
    #expect(element.location.start == SourcePosition(line: 3, column: 13))
    #expect(element.location.end == SourcePosition(line: 3, column: 15))
  }

  @Test("puts an alias where it is used, and what is in it where it was written")
  func aliasPositions() throws {
    let root = try #require(DocumentTests.parse("a: &x\n  p: 1\nb: *x\n").root)
    let alias = try #require(root["b"])
    #expect(alias.location.start == SourcePosition(line: 3, column: 4))
    #expect(alias["p"]?.location.start == SourcePosition(line: 2, column: 6))
  }

  @Test("reads a part of one line where it is")
  func fragments() throws {
    let source = Source(name: "argument 2", text: "flow.step=[1, x]", origin: .argument(2))
    let root = try #require(Document.parse(source, skipping: 10).root)
    #expect(root.elements?[1].location.start == SourcePosition(line: 1, column: 15))
  }

  @Test("keeps the tree when keys are given twice, and names both places")
  func duplicates() throws {
    let document = DocumentTests.parse("a: 1\nb: 2\na: 3\nb: 4\n")
    #expect(document.root.map(DocumentTests.notation) == "{a: 1, b: 2}")
    #expect(document.errors.map(\.location.start.line) == [3, 4])
    guard case .duplicateKey("a", let first) = document.errors.first?.problem else {
      Issue.record("no duplicate key")
      return
    }
    #expect(first.start == SourcePosition(line: 1, column: 1))
  }

  @Test("refuses more nodes or levels than its limits, counting what aliases stand for")
  func limits() {
    var limits = Document.Limits()
    limits.nodes = 9
    // A mapping, two keys, a list of three, and its alias of four: ten nodes.
    let text = "a: &x [1, 2]\nb: *x\n"
    #expect(DocumentTests.parse(text, limits: limits).errors.isEmpty)
    limits.nodes = 8
    #expect(
      DocumentTests.parse(text, limits: limits).errors.map(\.problem)
        == [.tooManyNodes(limit: 8)])
    limits.depth = 3
    #expect(DocumentTests.parse("[[1]]", limits: limits).errors.isEmpty)
    #expect(
      DocumentTests.parse("[[[1]]]", limits: limits).errors.map(\.problem) == [.tooDeep(limit: 3)])
    let deep = String(repeating: "[", count: 100_000)
    #expect(DocumentTests.parse(deep).errors.map(\.problem) == [.tooDeep(limit: 100)])
  }

  @Test(
    "says which character of which line is not UTF-8 or not YAML",
    arguments: [
      ([0x61, 0x0A, 0xC3, 0xA9, 0xFF], .notUTF8(byte: 0xFF, offset: 4), 2, 2),
      ([0xEF, 0xBB, 0xBF, 0x61, 0xC3], .notUTF8(byte: 0xC3, offset: 4), 1, 2),
      ([0xFE, 0xFF, 0x00, 0x61], .otherEncoding("UTF-16"), 1, 1),
      ([0x61, 0x0D, 0x0A, 0x62, 0x00], .forbiddenCharacter(0), 2, 2),
      ([0x61, 0x0D, 0x62, 0x1B], .forbiddenCharacter(0x1B), 2, 2),
    ] as [([UInt8], SyntaxError.Problem, Int, Int)])
  func encodings(bytes: [UInt8], problem: SyntaxError.Problem, line: Int, column: Int) {
    let document = Document.parse(bytes: bytes, name: "a.yaml")
    #expect(document.root == nil)
    #expect(document.errors.map(\.problem) == [problem])
    #expect(
      document.errors.first?.location.start == SourcePosition(line: line, column: column))
  }

  @Test("refuses files beyond the limit of size")
  func size() {
    let bytes = [UInt8](repeating: 0x20, count: Source.maximumSize + 1)
    #expect(
      Document.parse(bytes: bytes, name: "a.yaml").errors.map(\.problem)
        == [.tooLarge(limit: Source.maximumSize)])
  }
}
