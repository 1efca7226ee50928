import Glibc

/// The two ends of a pipe, which no process inherits that is started later.
package struct PipeEnds {
  /// Where bytes come out.
  package let read: Int32
  /// Where bytes go in.
  package let write: Int32

  /// A new pipe.
  ///
  /// - Throws: `ProcessLaunchFailure` where the process has no descriptors left.
  package init() throws(ProcessLaunchFailure) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else {
      throw ProcessLaunchFailure(operation: "make a pipe", code: errno)
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (read, write) = (ends[0], ends[1])
  }
}
