import Foundation
import Glibc
import Processes

/// A contender in a process of its own that answers line by line; see `scripts/peers/protocol.py`.
package final class PeerProcess: Contender {
  /// How long a peer may take.
  package struct Patience: Sendable {
    /// Seconds until it is ready; compilers of tensor programs take a minute.
    package var start: Double
    /// Seconds for a block.
    package var round: Double
    /// Seconds to end after its input is closed.
    package var end: Double

    /// Patience of these many seconds.
    package init(start: Double = 600, round: Double = 120, end: Double = 5) {
      self.start = start
      self.round = round
      self.end = end
    }
  }

  package private(set) var name: String
  package let side: String
  private let program: String
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()
  private let patience: Patience
  private var stream: ByteStream
  private var lastWords: LastWords?

  /// A peer that is not yet started.
  ///
  /// - Parameters:
  ///   - name: what it is called until it says its own name.
  ///   - side: whom it stands for.
  ///   - program: the path of its program, or a name to be found on the PATH.
  ///   - arguments: what the program is given.
  ///   - environment: what is set in its environment on top of this process's.
  ///   - patience: how long it may take.
  package init(
    name: String, side: String, program: String, arguments: [String],
    environment: [String: String] = [:], patience: Patience = Patience()
  ) {
    self.name = name
    self.side = side
    self.program = program
    self.patience = patience
    stream = ByteStream(answers.fileHandleForReading.fileDescriptor)
    let isPath = program.contains("/")
    process.executableURL = URL(fileURLWithPath: isPath ? program : "/usr/bin/env")
    process.arguments = (isPath ? [] : [program]) + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  }
}

// MARK: - Contest

extension PeerProcess {
  /// Starts the process and waits until it is warm.
  ///
  /// From then on a broken pipe is an error for the whole program, and no signal any more.
  ///
  /// - Throws: `PeerError`.
  package func prepare() throws {
    signal(SIGPIPE, SIG_IGN)
    guard let path = process.executableURL?.path, FileManager.default.isExecutableFile(atPath: path)
    else { throw PeerError.notStarted(program: program, reason: "there is no such program") }
    lastWords = try LastWords()
    process.standardInput = requests
    process.standardOutput = answers
    process.standardError = lastWords?.handle
    do {
      try process.run()
    } catch {
      throw PeerError.notStarted(program: program, reason: error.localizedDescription)
    }
    // Held open here, the stream would not end with the process.
    try? answers.fileHandleForWriting.close()
    guard case .ready(let name) = try answer(within: patience.start) else {
      throw PeerError.failed(reason: "it gave a time before it was ready")
    }
    self.name = name
  }

  /// Asks for one block.
  ///
  /// - Returns: CPU time per step in microseconds, by the peer's own clock.
  /// - Throws: `PeerError`.
  package func round() throws -> Double {
    // A process that is gone is found out when its answer is read, with its last words.
    try? requests.fileHandleForWriting.write(contentsOf: Data("round\n".utf8))
    guard case .time(let microseconds) = try answer(within: patience.round) else {
      throw PeerError.failed(reason: "it said that it is ready instead of giving a time")
    }
    return microseconds
  }

  /// Closes the peer's input, and ends it if it does not end by itself.
  package func finish() {
    try? requests.fileHandleForWriting.close()
    guard process.isRunning else { return }
    if hasEnded(within: patience.end) { return }
    process.terminate()
    if !hasEnded(within: 1) { kill(process.processIdentifier, SIGKILL) }
  }

  private func answer(within seconds: Double) throws(PeerError) -> PeerAnswer {
    let answer = try PeerAnswer(String(decoding: try line(within: seconds), as: UTF8.self))
    if case .failed(let reason) = answer { throw .failed(reason: reason) }
    return answer
  }

  /// The next line; a last one without an end counts as one.
  private func line(within seconds: Double) throws(PeerError) -> [UInt8] {
    do throws(ByteStream.Stop) {
      return try stream.line(patience: .seconds(seconds))
    } catch {
      switch error {
      case .ended(let rest) where !rest.isEmpty: return rest
      case .ended, .endless:
        guard hasEnded(within: patience.end) else {
          throw .failed(reason: "it closed its output and runs on")
        }
        throw .ended(status: process.terminationStatus, lastWords: lastWords?.text ?? "")
      case .silent:
        process.terminate()
        throw .silent(seconds: seconds)
      }
    }
  }

  private func hasEnded(within seconds: Double) -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while process.isRunning, ContinuousClock.now < deadline { usleep(5_000) }
    return !process.isRunning
  }
}
