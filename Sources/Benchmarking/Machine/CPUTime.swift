import Glibc

/// The CPU time of this process: what a shared machine disturbs least.
package enum CPUTime {
  /// Seconds that all threads of the process have spent so far.
  package static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
