extension Source {
  /// The most bytes a source may have.
  package static let maximumSize = 16 << 20

  /// The text of a file's bytes and what is wrong with them.
  ///
  /// A byte order mark is dropped. The source is there even if the bytes are not UTF-8, so that errors
  /// have something to point into.
  package static func decode(
    _ bytes: [UInt8], name: String, extendedBy: SourceLocation? = nil
  ) -> (source: Source, error: SyntaxError?) {
    let isTooLarge = bytes.count > maximumSize
    var content = isTooLarge ? [] : bytes[...]
    let encoding = foreignEncoding(content)
    if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
    let text = encoding == nil ? String(decoding: content, as: UTF8.self) : ""
    let source = Source(name: name, text: text, extendedBy: extendedBy)
    if isTooLarge { return (source, source.error(.tooLarge(limit: maximumSize), atScalar: 0)) }
    if let encoding { return (source, source.error(.otherEncoding(encoding), atScalar: 0)) }
    return (source, source.encodingError(in: content))
  }

  /// The first byte of `content` that is not UTF-8, or else the first forbidden character of the text.
  private func encodingError(in content: ArraySlice<UInt8>) -> SyntaxError? {
    if String(validating: content, as: UTF8.self) == nil {
      let valid = Source.validPrefix(of: content)
      let offset = content.startIndex + valid.bytes
      return error(.notUTF8(byte: content[offset], offset: offset), atScalar: valid.scalars)
    }
    return forbiddenCharacter
  }

  /// The first character that YAML 1.2.2 (production 1, c-printable) leaves out; nil where there is none.
  package var forbiddenCharacter: SyntaxError? {
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xFEFE, 0xFF00...0xFFFD, 0x10000...: continue
      default: return error(.forbiddenCharacter(scalar.value), atScalar: offset)
      }
    }
    return nil
  }

  /// An error on the character at `offset`.
  private func error(_ problem: SyntaxError.Problem, atScalar offset: Int) -> SyntaxError {
    let start = position(ofScalar: offset)
    let end = SourcePosition(line: start.line, column: start.column + 1)
    return SyntaxError(
      problem: problem, location: SourceLocation(source: self, start: start, end: end))
  }

  private static func foreignEncoding(_ bytes: ArraySlice<UInt8>) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return "UTF-32"
    }
    return bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) ? "UTF-16" : nil
  }

  /// How many bytes, and how many characters, come before the first byte that is not UTF-8.
  private static func validPrefix(of bytes: ArraySlice<UInt8>) -> (bytes: Int, scalars: Int) {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var valid = (bytes: 0, scalars: 0)
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      valid.bytes += UTF8.width(scalar)
      valid.scalars += 1
    }
    return valid
  }
}
