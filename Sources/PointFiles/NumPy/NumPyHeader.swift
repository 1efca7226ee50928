/// The header of a NumPy array: a dictionary as Python writes it.
struct NumPyHeader {
  /// The type of the elements.
  let type: NumPyType
  /// Whether the first axis is fastest.
  let isFortran: Bool
  /// The length of each axis.
  let shape: [Int]

  /// The header in `text`.
  init(_ text: [UInt8]) throws(PointFileError.Problem) {
    var literal = PythonLiteral(text)
    let entries = try literal.dictionary()
    guard case .boolean(let order)? = entries["fortran_order"] else {
      throw .badHeader("'fortran_order' is missing")
    }
    guard case .integers(let shape)? = entries["shape"] else {
      throw .badHeader("'shape' is missing")
    }
    isFortran = order
    self.shape = shape
    switch entries["descr"] {
    case .text(let name)?:
      guard let type = NumPyType(name) else { throw .unknownType("'\(name)'") }
      self.type = type
    case .other(let description)?: throw .unknownType(description)
    default: throw .badHeader("'descr' is missing")
    }
  }
}

/// The few literals of Python that a NumPy header is made of.
private struct PythonLiteral {
  enum Value {
    case text(String)
    case boolean(Bool)
    case integers([Int])
    /// A list, for the type of a structured array.
    case other(String)
  }

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func dictionary() throws(PointFileError.Problem) -> [String: Value] {
    var entries: [String: Value] = [:]
    try expect("{")
    while !skips("}") {
      let key = try text()
      try expect(":")
      guard entries.updateValue(try value(), forKey: key) == nil else {
        throw .badHeader("'\(key)' is there twice")
      }
      if skips(",") { continue }
      try expect("}")
      break
    }
    skipSpace()
    guard place == bytes.count else { throw .badHeader("text follows it") }
    return entries
  }

  private mutating func value() throws(PointFileError.Problem) -> Value {
    skipSpace()
    switch next {
    case "'", "\"": return .text(try text())
    case "(": return .integers(try tuple())
    case "[": return .other(try list())
    default:
      let word = String(decoding: take { $0.isLetter }, as: UTF8.self)
      guard word == "True" || word == "False" else { throw unexpected }
      return .boolean(word == "True")
    }
  }

  private mutating func text() throws(PointFileError.Problem) -> String {
    skipSpace()
    guard let quote = next, quote == "'" || quote == "\"" else { throw unexpected }
    place += 1
    let content = take { $0 != quote && $0 != "\\" }
    guard next == quote else { throw unexpected }
    place += 1
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func tuple() throws(PointFileError.Problem) -> [Int] {
    try expect("(")
    var numbers: [Int] = []
    while !skips(")") {
      skipSpace()
      let digits = String(decoding: take { $0.isNumber }, as: UTF8.self)
      guard let number = Int(digits) else { throw unexpected }
      numbers.append(number)
      if next == "L" { place += 1 }  // Python 2 marks long integers.
      if skips(",") { continue }
      try expect(")")
      break
    }
    return numbers
  }

  /// The text of a list, up to its own closing bracket.
  private mutating func list() throws(PointFileError.Problem) -> String {
    let start = place
    var depth = 0
    repeat {
      switch next {
      case "[": depth += 1
      case "]": depth -= 1
      case nil: throw unexpected
      default: break
      }
      place += 1
    } while depth > 0
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private var next: Character? {
    place < bytes.count ? Character(Unicode.Scalar(bytes[place])) : nil
  }

  private var unexpected: PointFileError.Problem {
    .badHeader(next.map { "'\($0)' is not expected" } ?? "it ends too early")
  }

  private mutating func skipSpace() { _ = take { $0.isWhitespace } }

  private mutating func take(while isWanted: (Character) -> Bool) -> ArraySlice<UInt8> {
    let start = place
    while let character = next, isWanted(character) { place += 1 }
    return bytes[start..<place]
  }

  private mutating func skips(_ character: Character) -> Bool {
    skipSpace()
    guard next == character else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ character: Character) throws(PointFileError.Problem) {
    guard skips(character) else { throw unexpected }
  }
}
