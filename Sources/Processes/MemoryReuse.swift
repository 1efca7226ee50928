import Glibc

/// How the process deals with memory that was given back.
package enum MemoryReuse {
  /// Keeps memory for the next who asks, and one pool of it for all threads.
  ///
  /// The allocator's habit is to return it to the system above 128 KiB, which then clears every page of it
  /// anew, iteration after iteration, and to reserve a pool for each thread.
  package static func prefer() {
    mallopt(M_TRIM_THRESHOLD, 64 << 20)
    mallopt(M_MMAP_THRESHOLD, 32 << 20)
    mallopt(M_ARENA_MAX, 1)
  }
}
