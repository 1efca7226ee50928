import Glibc
import Results

/// Parts of files that writers left behind when they were killed.
enum Leftovers {
  /// The age, in minutes, from which on nobody writes to one any more.
  static let minimumAge = 60

  /// The paths of what looks like one in `folder`, of whatever age.
  ///
  /// - Throws: `ResultsError` where the folder cannot be read.
  static func candidates(in folder: SweepFolder) throws(ResultsError) -> [String] {
    var paths: [String] = []
    for path in [folder.path, folder.internals, folder.failures, folder.leases] {
      for name in try FolderListing.names(in: path)
      where AtomicFile.isTemporary(name) || path == folder.leases && name.contains(".") {
        paths.append("\(path)/\(name)")
      }
    }
    return paths
  }

  /// Removes those of `folder` that nobody has written to for an hour; what cannot be removed stays.
  static func remove(from folder: SweepFolder) {
    guard let now = fileTime(in: folder) else { return }
    for path in (try? candidates(in: folder)) ?? [] {
      var status = stat()
      guard unsafe stat(path, &status) == 0,
        now - status.st_mtim.tv_sec > minimumAge * 60
      else { continue }
      unsafe unlink(path)
    }
  }

  /// What the clock shows that dates the files of `folder`, in seconds: that of a file server may differ
  /// from ours, by which what is being written could seem very old.
  private static func fileTime(in folder: SweepFolder) -> Int? {
    let file = unsafe open(
      "\(folder.internals)/lock", O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard futimens(file, nil) == 0, unsafe fstat(file, &status) == 0 else { return nil }
    return status.st_mtim.tv_sec
  }
}
