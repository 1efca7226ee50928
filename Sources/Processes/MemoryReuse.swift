internal import CProcesses

/// How the process deals with memory that was given back.
package enum MemoryReuse {
  /// Keeps memory for the next who asks, up to 64 MiB, and one pool of it for all threads.
  ///
  /// The allocator's habit is to return it to the system above 128 KiB, which then clears every page of it
  /// anew, iteration after iteration, and to reserve a pool for each thread.
  package static func prefer() {
    gfproc_keep_memory()
  }
}
