import Foundation

/// A contender that is a program as users call it: a round is one call, from its start to its end.
///
/// What it costs is time that passes, not CPU time: who waits for a program waits for its disk too.
package final class ProgramCall: Contender {
  package let name: String
  package let side: String
  private let program: String
  private let folder: String
  private let units: Int
  private let arguments: (Int) throws -> [String]
  private var calls = 0

  /// A program that is not yet called.
  ///
  /// - Parameters:
  ///   - name: what it is called in tables.
  ///   - side: whom it stands for.
  ///   - program: the path of the program, or a name to be found on the PATH.
  ///   - folder: where it is called.
  ///   - units: the pieces of work in a call; the time is that of one.
  ///   - arguments: what it is given at its n-th call, from 0; not part of the time.
  package init(
    name: String, side: String, program: String, folder: String, units: Int = 1,
    arguments: @escaping (Int) throws -> [String]
  ) {
    precondition(units >= 1, "a call does something")
    (self.name, self.side, self.program) = (name, side, program)
    (self.folder, self.units, self.arguments) = (folder, units, arguments)
  }

  /// Calls the program once, so that its files are in memory.
  ///
  /// - Throws: `PeerError`.
  package func prepare() throws { _ = try round() }

  /// Calls the program.
  ///
  /// - Returns: the time that passed per unit, in microseconds.
  /// - Throws: `PeerError`.
  package func round() throws -> Double {
    let process = Process()
    let isPath = program.contains("/")
    process.executableURL = URL(fileURLWithPath: isPath ? program : "/usr/bin/env")
    process.arguments = (isPath ? [] : [program]) + (try arguments(calls))
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let lastWords = try LastWords()
    process.standardError = lastWords.handle
    calls += 1
    let start = ContinuousClock.now
    do {
      try process.run()
    } catch {
      throw PeerError.notStarted(program: program, reason: error.localizedDescription)
    }
    process.waitUntilExit()
    let time = ContinuousClock.now - start
    guard process.terminationStatus == 0 else {
      throw PeerError.ended(status: process.terminationStatus, lastWords: lastWords.text)
    }
    return time / .microseconds(1) / Double(units)
  }

  package func finish() {}
}
