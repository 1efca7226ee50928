import CProcessor

/// The processor cores that this process may run on.
package enum Processor {
  /// The numbers of the cores that the calling thread may run on now, in order; empty where the
  /// system does not say.
  package static var cores: [Int] {
    (0..<1024).filter { gfp_may_run_on(Int32($0)) != 0 }
  }

  /// Keeps the calling thread, and all processes and threads that it starts, on one core.
  ///
  /// - Returns: whether the system agreed.
  package static func pin(to core: Int) -> Bool {
    gfp_stay_on(Int32(clamping: core)) == 0
  }
}
