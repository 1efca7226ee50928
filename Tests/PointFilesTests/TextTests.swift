import Arrays
import PointFiles
import Testing

@Suite("Text with a point a line")
struct TextTests {
  private static let expected = Matrix(rows: 2, columns: 2, elements: [0.1, -2e-3, 3, 0.5])

  @Test(
    "is read with any separator, with and without a header, comments, quotes and final line break",
    arguments: [
      "0.1,-2e-3\n3,.5\n", "0.1,-2e-3\n3,0.5", "x,y\n0.1,-2e-3\n3,0.5\n",
      "\"x, left\",\"y\"\n\"0.1\",\"-2e-3\"\n3,0.5\n", "0.1;-2e-3\r\n+3;0.5\r\n",
      "0.1\t-2e-3\n3\t0.5\n\n\n", "  0.1   -2e-3\n3 0.5  \n",
      "# x y\n0.1 -2E-3\n# between\n3 5e-1\n",
      "\u{FEFF}0.1, -2e-3\n3. , 0.50\n", "alpha beta\n0.1 -2e-3\n3 0.5\n",
    ])
  func forms(text: String) throws {
    let points = try withFile(Array(text.utf8)) { try PointFile($0).points() }
    #expect(points == Self.expected)
  }

  @Test("keeps every digit that a double has")
  func digits() throws {
    let text =
      "0.1000000000000000055511151231257827\n0.30000000000000004\n4.9e-324\n1.7976931348623157e308\n"
    let points = try withFile(Array(text.utf8)) { try PointFile($0).points() }
    #expect(points.columns == 1)
    #expect(points.elements == [0.1, 0.1 + 0.2, .leastNonzeroMagnitude, .greatestFiniteMagnitude])
  }

  @Test(
    "that is anything else is refused with its line, never guessed at",
    arguments: [
      ("1,2\n3\n", .ragged(line: 2, expected: 2, found: 1)),
      ("x,y,z\n1,2\n", .ragged(line: 2, expected: 3, found: 2)),
      ("1,2\n3,4,5\n", .ragged(line: 2, expected: 2, found: 3)),
      ("x,y\n1,2\n3,b\n", .notNumber(line: 3, field: 2, text: "b")),
      ("1,a\n3,4\n", .notNumber(line: 1, field: 2, text: "a")),
      ("1.o\n2\n", .notNumber(line: 1, field: 1, text: "1.o")),
      ("1 0x10\n", .notNumber(line: 1, field: 2, text: "0x10")),
      ("NA\n2\n", .notNumber(line: 1, field: 1, text: "NA")),
      (",x,y\n0,1,2\n", .missingNumber(line: 1, field: 1)),
      ("1,2\n3,\n", .missingNumber(line: 2, field: 2)),
      ("1,2\n\n3,4\n", .emptyLine(2)), ("1,5;2,5\n", .decimalComma(line: 1, text: "1,5")),
      ("# c\nx,y\n1,2\n3,nan\n", .nonFinite(.line(4), "'nan'")),
      ("1,2\n-inf,4\n", .nonFinite(.line(2), "'-inf'")),
      ("1e999\n", .nonFinite(.line(1), "'1e999'")),
      ("", .empty), ("x,y\n", .empty), ("# nothing\n", .empty),
    ] as [(String, PointFileError.Problem)])
  func refusals(text: String, problem: PointFileError.Problem) throws {
    #expect(try withFile(Array(text.utf8), Fixtures.problem) == problem)
  }

  @Test("is UTF-8: other formats are named")
  func formats() throws {
    for bytes in [
      [0x50, 0x4B, 3, 4, 0], [0x1F, 0x8B, 8], [0xFF, 0xFE, 0x31, 0], [0x31, 0], [0x31, 0xFF],
    ]
      as [[UInt8]]
    {
      guard case .unknownFormat = try withFile(bytes, Fixtures.problem) else {
        Issue.record("\(bytes) was read")
        continue
      }
    }
    let problem = try withFile(Array("1,2\n".utf8)) { Fixtures.problem(of: $0 + "[0]") }
    #expect(problem == .indexIntoText)
  }
}
