import Glibc
import Processes

/// A worker in use by one slot.
final class WorkerHandle {
  /// What comes from a worker.
  enum Next {
    case event(WorkerEvent)
    case nothing
    case end
  }

  private let connection: WorkerConnection
  private var reader: LineReader
  private var hasEnded: ProcessEnding?

  init(_ connection: WorkerConnection) {
    self.connection = connection
    reader = LineReader(connection.output)
  }

  /// Sends a command; false where the worker is gone.
  func send(_ command: WorkerCommand) -> Bool {
    LineWriting.write(JSONLine.encode(command), to: connection.input)
  }

  /// What comes next, waited for a tenth of a second.
  func next() -> Next {
    switch reader.next(milliseconds: 100) {
    case .line(let line):
      // What is no event is noise on the line, which no worker makes.
      JSONLine.decode(line, as: WorkerEvent.self).map(Next.event) ?? .nothing
    case .nothing: .nothing
    case .end: .end
    }
  }

  /// Ends the worker at once.
  func kill() { connection.kill() }

  /// Closes its line and waits for its end.
  @discardableResult
  func end() -> ProcessEnding {
    if let hasEnded { return hasEnded }
    close(connection.input)
    let ending = connection.wait()
    hasEnded = ending
    return ending
  }
}
