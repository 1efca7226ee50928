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
  private var events: ByteStream
  private var hasEnded: ProcessEnding?

  init(_ connection: WorkerConnection) {
    self.connection = connection
    events = ByteStream(connection.output)
  }

  deinit { close(connection.output) }

  /// Sends a command; false where the worker is gone.
  func send(_ command: WorkerCommand) -> Bool {
    JSONLine.write(command, to: connection.input)
  }

  /// What comes next, waited for a tenth of a second.
  func next() -> Next {
    do throws(ByteStream.Stop) {
      // What is no event was begun by a process that was killed over it.
      let line = try events.line(patience: .milliseconds(100))
      return JSONLine.decode(line, as: WorkerEvent.self).map(Next.event) ?? .nothing
    } catch {
      return error == .silent ? .nothing : .end
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
