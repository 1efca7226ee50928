import Execution
import Glibc

/// The sweep file that a folder or a path names.
struct SweepFilePath {
  let path: String
  /// Whether a folder was named.
  let isFolder: Bool

  /// The file itself, or that of the folder of an experiment.
  init(_ what: String) {
    var status = stat()
    isFolder = unsafe stat(what, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    path = isFolder ? SweepFolder(path: what).sweepFile : what
  }
}
