/// What stands between the numbers of a line.
enum FieldSeparator: Equatable {
  case semicolon
  case tab
  case comma
  /// Any number of spaces and tabs.
  case whiteSpace

  /// The separator of a line, told from what is in it.
  init(of line: ArraySlice<UInt8>) {
    if line.contains(UInt8(ascii: ";")) {
      self = .semicolon
    } else if line.contains(UInt8(ascii: "\t")) {
      self = .tab
    } else if line.contains(UInt8(ascii: ",")) {
      self = .comma
    } else {
      self = .whiteSpace
    }
  }

  private var byte: UInt8 {
    switch self {
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    case .comma: UInt8(ascii: ",")
    case .whiteSpace: UInt8(ascii: " ")
    }
  }

  /// The fields of a line, without the white space and the double quotes around them.
  func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    if self == .whiteSpace {
      return line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.map(\.unquoted)
    }
    guard line.contains(UInt8(ascii: "\"")) else {
      return line.split(separator: byte, omittingEmptySubsequences: false).map(\.trimmed)
    }
    var fields: [ArraySlice<UInt8>] = []
    var start = line.startIndex
    var isQuoted = false
    for place in line.indices {
      if line[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard line[place] == byte, !isQuoted else { continue }
      fields.append(line[start..<place].trimmed.unquoted)
      start = place + 1
    }
    return fields + [line[start...].trimmed.unquoted]
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without spaces and tabs at both ends.
  var trimmed: ArraySlice<UInt8> {
    func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var slice = drop(while: isSpace)
    while let last = slice.last, isSpace(last) { slice = slice.dropLast() }
    return slice
  }

  /// The bytes within double quotes; all of them where there are none.
  fileprivate var unquoted: ArraySlice<UInt8> {
    let quote = UInt8(ascii: "\"")
    return count >= 2 && first == quote && last == quote ? dropFirst().dropLast().trimmed : self
  }
}
