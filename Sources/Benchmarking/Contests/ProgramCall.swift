import CProcessor
import Dispatch
import Foundation
import Glibc

/// A contender that is a program as users call it: a round is one call, from its start to its end.
package final class ProgramCall: Contender {
  /// What a call costs.
  package enum Clock: Sendable {
    /// The time that passes until it ends: who waits for a program waits for its disk too.
    case wall
    /// The CPU time of the program and of all processes that it started and waited for.
    case processor
  }

  package let name: String
  package let side: String
  private let clock: Clock
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
  ///   - clock: what is measured.
  ///   - program: the path of the program, or a name to be found on the PATH.
  ///   - folder: where it is called.
  ///   - units: the pieces of work in a call; the time is that of one.
  ///   - arguments: what it is given at its n-th call, from 0; not part of the time.
  package init(
    name: String, side: String, clock: Clock = .wall, program: String, folder: String,
    units: Int = 1, arguments: @escaping (Int) throws -> [String]
  ) {
    precondition(units >= 1, "a call does something")
    (self.name, self.side, self.clock, self.program) = (name, side, clock, program)
    (self.folder, self.units, self.arguments) = (folder, units, arguments)
  }

  /// Calls the program once, so that its files are in memory.
  ///
  /// - Throws: `PeerError`.
  package func prepare() throws { _ = try round() }

  /// Calls the program.
  ///
  /// - Returns: the time per unit, in microseconds.
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
    // Waiting for the process itself looks only every 50 ms.
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    let start = now
    do {
      try process.run()
    } catch {
      throw PeerError.notStarted(program: program, reason: error.localizedDescription)
    }
    ended.wait()
    let seconds = now - start
    guard process.terminationStatus == 0 else {
      throw PeerError.ended(status: process.terminationStatus, lastWords: lastWords.text)
    }
    return seconds * 1e6 / Double(units)
  }

  /// What the clock shows, in seconds.
  private var now: Double {
    switch clock {
    case .wall: return (ContinuousClock.now - Self.origin) / .seconds(1)
    case .processor: return gfp_children_seconds()
    }
  }

  private static let origin = ContinuousClock.now

  package func finish() {}
}
