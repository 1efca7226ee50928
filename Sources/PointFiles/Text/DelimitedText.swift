import Arrays

/// Text with a point a line: numbers between commas, semicolons, tabs or other white space.
///
/// The first line may be a header, which has no numbers. Lines that begin with # are comments. What
/// separates the numbers is told from the first line of them: a semicolon before a tab before a comma
/// before white space. Numbers have a decimal point and are read as the nearest double.
struct DelimitedText {
  private let bytes: ArraySlice<UInt8>
  private var separator = FieldSeparator.whiteSpace
  /// The values in a line, as the first line has it.
  private var columns: Int?
  private var elements: [Double] = []
  private var rows = 0

  /// The text in the bytes of a file.
  init(_ bytes: [UInt8]) throws(PointFileError.Problem) {
    if let foreign = DelimitedText.foreignFormat(bytes) { throw .unknownFormat(foreign) }
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  }

  /// What the bytes are where they are no text; nil where they may be.
  private static func foreignFormat(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "a zip archive, such as .npz" }
    if bytes.starts(with: [0x1F, 0x8B]) { return "a gzip archive" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return "text in UTF-16"
    }
    if bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil {
      return "neither a known array format nor UTF-8 text"
    }
    return nil
  }

  /// The points.
  func points() throws(PointFileError.Problem) -> Matrix<Double> {
    var reader = self
    var number = 0
    var emptyLine: Int?
    var rest = bytes
    while !rest.isEmpty {
      number += 1
      var line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest = rest[line.endIndex...].dropFirst()
      if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
      line = line.trimmed
      if line.first == UInt8(ascii: "#") { continue }
      if line.isEmpty {
        if reader.columns != nil { emptyLine = emptyLine ?? number }
        continue
      }
      if let emptyLine { throw .emptyLine(emptyLine) }
      try reader.read(line, number)
    }
    guard let columns = reader.columns, reader.rows > 0 else { throw .empty }
    return Matrix(rows: reader.rows, columns: columns, elements: reader.elements)
  }

  private mutating func read(
    _ line: ArraySlice<UInt8>, _ number: Int
  ) throws(PointFileError.Problem) {
    if rows == 0 { separator = FieldSeparator(of: line) }
    let fields = separator.fields(of: line)
    if columns == nil, fields.allSatisfy(\.isName) {
      columns = fields.count  // The header.
      return
    }
    let expected = columns ?? fields.count
    guard fields.count == expected else {
      throw .ragged(line: number, expected: expected, found: fields.count)
    }
    columns = expected
    for (index, field) in fields.enumerated() {
      elements.append(try value(of: field, line: number, field: index + 1))
    }
    rows += 1
  }

  private func value(
    of field: ArraySlice<UInt8>, line: Int, field index: Int
  ) throws(PointFileError.Problem) -> Double {
    guard !field.isEmpty else { throw .missingNumber(line: line, field: index) }
    let text = String(decoding: field.prefix(40), as: UTF8.self)
    guard let number = field.number else {
      let parts = field.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      if separator != .comma, parts.count == 2, parts.allSatisfy({ $0.number != nil }) {
        throw .decimalComma(line: line, text: text)
      }
      throw .notNumber(line: line, field: index, text: text)
    }
    guard number.isFinite else { throw .nonFinite(.line(line), "'\(text)'") }
    return number
  }
}

extension ArraySlice<UInt8> {
  /// Whether the bytes can be the name of a column: a misspelt or missing number is none.
  fileprivate var isName: Bool {
    guard let first, number == nil else { return false }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    let missing = ["na", "n/a", "null", "none"]
    return !isDigit && !"+-.".utf8.contains(first)
      && !missing.contains(String(decoding: self, as: UTF8.self).lowercased())
  }

  /// The number that the bytes write in decimal; nil where they write none.
  fileprivate var number: Double? {
    // Swift reads hexadecimal too, which is more often a mistake than a coordinate.
    guard !isEmpty, !contains(UInt8(ascii: "x")), !contains(UInt8(ascii: "X")) else { return nil }
    return Double(String(decoding: self, as: UTF8.self))
  }
}
