import Glibc
import Specification
import Training

/// How long the parts of a run take, measured on the first iterations of one.
struct RunTiming {
  /// Seconds until the first iteration: laws, networks, the floors of the metrics.
  let setup: Double
  /// Seconds of an iteration.
  let iteration: Double
  /// Seconds of an evaluation of all metrics with its snapshot.
  let evaluation: Double
  /// The iterations that were timed.
  let iterations: Int
  /// The bytes of memory that the run added to the process.
  let memory: Int

  /// Times the first iterations of `run`, for about `seconds`.
  ///
  /// - Throws: what stands in the way of the run itself.
  init(of run: Value, registry: Registry, seconds: Double = 0.5) throws {
    let before = ProcessMemory.resident
    let limit = run["schedule"]["iterations"].integer
    // The first run finds cold caches and memory that was never touched.
    _ = try RunTiming.carryOut(run, iterations: 1, registry)
    let first = try RunTiming.carryOut(run, iterations: 1, registry)
    var count = 1
    var last = first
    while last.work < first.work + seconds, count < limit, count < 1 << 20 {
      count = min(limit, count * 4)
      last = try RunTiming.carryOut(run, iterations: count, registry)
    }
    setup = last.setup
    // What is left of the shortest run is two evaluations, before and after its one iteration.
    iteration = count > 1 ? max(0, last.work - first.work) / Double(count - 1) : first.work / 3
    evaluation = max(0, first.work - iteration) / 2
    iterations = count
    memory = max(0, ProcessMemory.peak - before)
  }

  /// Seconds that the run takes as a whole.
  func seconds(of run: Value) -> Double {
    let schedule = RunSchedule(run)
    let iterations = Double(schedule.iterations)
    return setup + iterations * iteration + Double(schedule.evaluation.count) * evaluation
  }

  private static func carryOut(
    _ run: Value, iterations: Int, _ registry: Registry
  ) throws -> (setup: Double, work: Double) {
    let short = run.replacing("schedule.iterations", with: .integer(iterations))
      .replacing("metrics.every", with: .integer(iterations))
      .replacing("samples.every", with: 0)
    let clock = ContinuousClock()
    let start = clock.now
    var loop = try RunLoop(
      run: try registry.run(id: "", specification: short), registry: registry)
    let began = clock.now
    _ = try loop.execute(shouldStop: { false }, report: { _ in })
    return ((began - start) / .seconds(1), (clock.now - began) / .seconds(1))
  }
}

extension Cadence {
  /// How many beats there are.
  var count: Int {
    guard last > 0 else { return 1 }
    return every > 0 ? 2 + (last - 1) / every : 2
  }
}

/// The memory of this process, in bytes, as the kernel counts it.
enum ProcessMemory {
  /// What is in memory now.
  static var resident: Int { field("VmRSS:") }
  /// The most there has been.
  static var peak: Int { field("VmHWM:") }

  private static func field(_ name: String) -> Int {
    guard let file = unsafe fopen("/proc/self/status", "r") else { return 0 }
    defer { unsafe fclose(file) }
    var buffer = [CChar](repeating: 0, count: 256)
    while unsafe fgets(&buffer, 256, file) != nil {
      let line = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
      guard line.hasPrefix(name) else { continue }
      let digits = line.filter { $0.isASCII && $0.isNumber }
      return (Int(digits) ?? 0) * 1024
    }
    return 0
  }
}
