import Foundation
import Processes

/// A program that speaks the trainer protocol, and what is being talked about with it.
///
/// The protocol is described in `scripts/trainers/README.md`.
final class TrainerConnection {
  /// The versions of the protocol that we speak.
  static let versions = [1]
  /// The longest line of a message.
  private static let lineLimit = 1 << 20
  /// The most bytes that the arrays of a message may have.
  static let arrayLimit = 4 << 30

  /// What answers the program's own requests while it works.
  typealias Service = (TrainerMessage) throws -> HostMessage?

  let program: String
  private let process: ChildProcess
  private let patience: Duration
  private var stream: ByteStream
  private var request = "hello"
  /// Whether the program keeps to the protocol, so that it can be asked to stop.
  private var isSound = true

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - command: the program and its arguments.
  ///   - patience: how long it may be silent.
  /// - Throws: `TrainerFault`.
  init(_ command: [String], patience: Duration) throws(TrainerFault) {
    program = command.joined(separator: " ")
    self.patience = patience
    do throws(ProcessLaunchFailure) {
      process = try ChildProcess(command)
    } catch {
      throw TrainerFault(program: program, request: "hello", cause: .notStarted(error))
    }
    stream = ByteStream(process.output)
  }

  deinit {
    if isSound { stop() }
  }

  /// Sends a request and waits for its answer, serving what the program asks for meanwhile.
  ///
  /// - Parameters:
  ///   - type: the name of the request.
  ///   - message: what is sent.
  ///   - answer: the type that its answer has.
  ///   - limit: the most bytes that the arrays of the answer may have.
  ///   - service: what answers the program's requests; none are allowed without it.
  /// - Returns: the answer.
  /// - Throws: `TrainerFault`.
  func ask(
    _ type: String, _ message: HostMessage, for answer: String,
    limit: Int = TrainerConnection.arrayLimit, service: Service? = nil
  ) throws(TrainerFault) -> TrainerMessage {
    request = type
    try send(message)
    while true {
      let message = try receive(limit: limit)
      switch message.type {
      case answer: return message
      case "error":
        throw fault(
          .reported(
            message.body.message ?? "an error without a message", option: message.body.option)
        )
      default:
        try serve(message, with: service, waitingFor: answer)
      }
    }
  }

  private func serve(
    _ message: TrainerMessage, with service: Service?, waitingFor answer: String
  ) throws(TrainerFault) {
    let reply: HostMessage?
    do {
      guard let service else { throw Refusal("'\(message.type)' instead of '\(answer)'") }
      reply = try service(message)
    } catch let refusal as Refusal {
      throw fault(.wrong(refusal.reason))
    } catch {
      throw fault(.wrong("\(error)"))
    }
    if let reply { try send(reply) }
  }

  /// Tells the program that all is done, and ends it if it does not end by itself.
  ///
  /// - Returns: how it ended; nil where it had to be ended.
  @discardableResult
  func stop(patience: Duration = .seconds(5)) -> ProcessEnding? {
    request = "stop"
    try? send(HostMessage("stop"))
    return hangUp(patience: patience)
  }

  /// Closes the program's input, as our own death would, and ends it if it does not end by itself.
  ///
  /// - Returns: how it ended; nil where it had to be ended.
  func hangUp(patience: Duration = .seconds(5)) -> ProcessEnding? {
    isSound = false
    process.closeInput()
    if let ending = process.ending(within: patience) { return ending }
    process.kill()
    return nil
  }

  /// A fault of the program at its present request.
  func fault(_ cause: TrainerFault.Cause) -> TrainerFault {
    isSound = false
    return TrainerFault(program: program, request: request, cause: cause)
  }

  /// Why a message is not accepted.
  struct Refusal: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }
}

// MARK: - Lines and bytes

extension TrainerConnection {
  private func send(_ message: HostMessage) throws(TrainerFault) {
    do throws(ByteStream.Stop) {
      try ByteStream.write(message.bytes, to: process.input, patience: patience)
    } catch {
      if case .ended = error { try hearLastWords() }
      throw fault(after: error)
    }
  }

  /// Hears what a program said that ended without listening.
  private func hearLastWords() throws(TrainerFault) {
    guard let line = try? stream.line(limit: Self.lineLimit, patience: .zero) else { return }
    guard let body = try? JSONDecoder().decode(TrainerMessage.Body.self, from: Data(line)) else {
      throw fault(.garbage(quote: Self.quote(line)))
    }
    if body.type == "error" {
      throw fault(.reported(body.message ?? "an error without a message", option: body.option))
    }
  }

  private func receive(limit: Int) throws(TrainerFault) -> TrainerMessage {
    let line: [UInt8]
    do throws(ByteStream.Stop) {
      line = try stream.line(limit: Self.lineLimit, patience: patience)
    } catch {
      throw fault(after: error)
    }
    guard let body = try? JSONDecoder().decode(TrainerMessage.Body.self, from: Data(line)) else {
      process.kill()
      throw fault(.garbage(quote: Self.quote(line)))
    }
    return TrainerMessage(body: body, arrays: try arrays(body.arrays ?? [], limit: limit))
  }

  private func arrays(
    _ headers: [ArrayBlock.Header], limit: Int
  ) throws(TrainerFault) -> [ArrayBlock] {
    var left = limit
    var arrays: [ArrayBlock] = []
    for header in headers {
      guard !arrays.contains(where: { $0.name == header.name }) else {
        throw fault(.wrong("array '\(header.name)' comes twice"))
      }
      guard let size = header.elementSize else {
        throw fault(.wrong("array '\(header.name)' is of the unknown type '\(header.type)'"))
      }
      guard let count = header.count, count <= left / size else {
        process.kill()
        throw fault(.wrong("array '\(header.name)', \(header.text), is larger than was asked for"))
      }
      left -= count * size
      let bytes: [UInt8]
      do throws(ByteStream.Stop) {
        bytes = try stream.bytes(count * size, patience: patience)
      } catch {
        if case .silent = error {
          throw fault(.wrong("array '\(header.name)', \(header.text), never arrived in full"))
        }
        throw fault(after: error)
      }
      guard let elements = ArrayBlock.Elements(type: header.type, bytes: bytes) else { continue }
      arrays.append(ArrayBlock(header.name, elements, shape: header.shape))
    }
    return arrays
  }

  private func fault(after stop: ByteStream.Stop) -> TrainerFault {
    switch stop {
    case .silent:
      process.kill()
      return fault(.silent(seconds: patience / .seconds(1)))
    case .endless(let start):
      process.kill()
      return fault(.garbage(quote: Self.quote(start)))
    case .ended(let rest):
      // A program that closes its output is over, whether it knows or not.
      let ending = process.ending(within: .seconds(2))
      if ending == nil { process.kill() }
      return rest.isEmpty || ending != .exited(0)
        ? fault(.ended(ending)) : fault(.garbage(quote: Self.quote(rest)))
    }
  }

  /// A line as a message shows it: short, in quotes, with what is not text as `\xff`.
  private static func quote(_ bytes: [UInt8]) -> String {
    var (text, rest) = ("", bytes.prefix(120))
    while !rest.isEmpty {
      // The longest character there may be at this place; a byte that begins none stands for itself.
      let length = (1...min(4, rest.count)).first {
        String(validating: rest.prefix($0), as: UTF8.self) != nil
      }
      let character = String(decoding: rest.prefix(length ?? 1), as: UTF8.self)
      let isShown = length != nil && character.unicodeScalars.allSatisfy(isPrintable)
      text += isShown ? character : rest.prefix(length ?? 1).map(escape).joined()
      rest = rest.dropFirst(length ?? 1)
    }
    return "'\(text)\(bytes.count > 120 ? "…" : "")'"
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned: false
    default: true
    }
  }

  private static func escape(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return "\\x" + (digits.count == 1 ? "0" : "") + digits
  }
}
