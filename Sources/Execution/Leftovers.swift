import Glibc
import Results

/// Parts of files that writers left behind when they were killed.
enum Leftovers {
  /// Removes those of `folder` that nobody has written to for an hour; what cannot be removed stays.
  static func remove(from folder: SweepFolder) {
    for path in [folder.path, folder.internals, folder.failures, folder.leases] {
      for name in (try? FolderListing.names(in: path)) ?? []
      where AtomicFile.isTemporary(name) || path == folder.leases && name.contains(".") {
        var status = stat()
        guard unsafe stat("\(path)/\(name)", &status) == 0,
          time(nil) - status.st_mtim.tv_sec > 3600
        else { continue }
        unsafe unlink("\(path)/\(name)")
      }
    }
  }
}
