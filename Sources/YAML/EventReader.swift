internal import CLibYAML

/// The events of one YAML text, as libyaml's parser finds them; nothing of C leaves this file.
///
/// The event interface and not the document interface, because a document of libyaml's no longer
/// knows where its aliases were written.
@safe
final class EventReader {
  /// What the parser found.
  enum Event {
    case streamStart, streamEnd
    case documentStart, documentEnd
    case alias(String)
    case scalar(text: String, isPlain: Bool, properties: Properties)
    case sequenceStart(Properties), sequenceEnd
    case mappingStart(Properties), mappingEnd
  }

  /// What may stand before a node.
  struct Properties {
    var anchor: String?
    var tag: String?
  }

  private let source: Source
  /// The line and column that the first character of the text has in the source.
  private let origin: SourcePosition
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  /// A reader of `source` from the character at `skipped` of its first line on.
  init(_ source: Source, skipping skipped: Int) {
    self.source = source
    origin = SourcePosition(line: 1, column: 1 + skipped)
    let bytes = Array(String(source.text.unicodeScalars.dropFirst(skipped)).utf8)
    unsafe input = .allocate(capacity: max(bytes.count, 1))
    _ = unsafe input.initialize(from: bytes)
    unsafe parser = .allocate(capacity: 1)
    let initialised = unsafe yaml_parser_initialize(parser)
    precondition(initialised == 1, "libyaml could not allocate a parser")
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// The next event and where it was written.
  func next() throws(SyntaxError) -> (event: Event, location: SourceLocation) {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure }
    defer { unsafe yaml_event_delete(&event) }
    let location = unsafe SourceLocation(
      source: source, start: position(event.start_mark), end: position(event.end_mark))
    return unsafe (EventReader.translate(event), location)
  }

  private static func translate(_ event: yaml_event_t) -> Event {
    switch unsafe event.type {
    case YAML_STREAM_START_EVENT: return .streamStart
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_ALIAS_EVENT: return unsafe .alias(string(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return unsafe .scalar(
        text: String(decoding: bytes, as: UTF8.self),
        isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
        properties: Properties(anchor: string(scalar.anchor), tag: string(scalar.tag)))
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      return unsafe .sequenceStart(
        Properties(anchor: string(start.anchor), tag: string(start.tag)))
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      return unsafe .mappingStart(
        Properties(anchor: string(start.anchor), tag: string(start.tag)))
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    default: return .streamEnd
    }
  }

  /// Why the parser stopped.
  private var failure: SyntaxError {
    let problem = unsafe EventReader.string(parser.pointee.problem) ?? "not YAML"
    let context = unsafe EventReader.string(parser.pointee.context)
    let opening = unsafe place(from: position(parser.pointee.context_mark))
    let stop = unsafe place(from: lastPosition(before: position(parser.pointee.problem_mark)))
    let line = source.line(stop.start.line).unicodeScalars
    if line.dropFirst(stop.start.column - 1).first == "\t" {
      return SyntaxError(problem: .tab, location: stop)
    }
    // An open quote runs to the end of the file; where it was opened is what helps.
    let isOpenQuote = problem == "found unexpected end of stream"
    let isOpenBracket = problem.hasPrefix("did not find expected ','")
    return SyntaxError(
      problem: .malformed(
        problem: problem, context: context, openedAt: isOpenBracket ? opening : nil),
      location: isOpenQuote ? opening : stop)
  }

  /// The one character at `start`.
  private func place(from start: SourcePosition) -> SourceLocation {
    SourceLocation(
      source: source, start: start, end: SourcePosition(line: start.line, column: start.column + 1))
  }

  /// `position`, or the end of the line before where it is on an empty line behind the text.
  private func lastPosition(before position: SourcePosition) -> SourcePosition {
    guard position.column == 1, position.line > 1, source.line(position.line).isEmpty,
      source.line(position.line + 1).isEmpty
    else { return position }
    let last = source.line(position.line - 1).unicodeScalars.count
    return SourcePosition(line: position.line - 1, column: last + 1)
  }

  private func position(_ mark: yaml_mark_t) -> SourcePosition {
    let line = Int(mark.line) + origin.line
    return SourcePosition(
      line: line, column: Int(mark.column) + (mark.line == 0 ? origin.column : 1))
  }

  private static func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe String(cString: pointer)
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe String(cString: pointer)
  }
}
