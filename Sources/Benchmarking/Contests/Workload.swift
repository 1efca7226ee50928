/// A contender in this process: a step that is repeated.
package final class Workload: Contender {
  package let name: String
  package let side: String
  private let block: Double
  private let clock: () -> Double
  private let make: () throws -> (Int) throws -> Void
  private var run: ((Int) throws -> Void)?
  private var steps = 1

  /// A workload in blocks of about `block` seconds of CPU time.
  ///
  /// - Parameters:
  ///   - name: what it is called.
  ///   - side: whom it stands for.
  ///   - block: seconds of CPU time of one round.
  ///   - clock: CPU time in seconds; this process's, unless given.
  ///   - make: sets up; what it returns makes as many steps as it is told.
  package init(
    name: String, side: String, block: Double, clock: @escaping () -> Double = { CPUTime.now },
    make: @escaping () throws -> (Int) throws -> Void
  ) {
    self.name = name
    self.side = side
    self.block = block
    self.clock = clock
    self.make = make
  }

  /// Sets up, and finds how many steps make a block.
  package func prepare() throws {
    let run = try make()
    self.run = run
    try run(1)
    steps = 1
    var spent = 0.0
    while spent < block / 4 {
      steps *= 2
      spent = try seconds { try run(steps) }
    }
    steps = max(1, Int((block * Double(steps) / spent).rounded()))
    try run(steps)
  }

  /// Makes a block of steps and returns the CPU time of one in microseconds.
  package func round() throws -> Double {
    guard let run else { preconditionFailure("a workload is prepared before its rounds") }
    return try seconds { try run(steps) } / Double(steps) * 1e6
  }

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let began = clock()
    try body()
    return clock() - began
  }

  /// Lets go of what was set up.
  package func finish() { run = nil }
}
