import Glibc
package import Results

/// Makes folders.
package enum FolderMaking {
  /// Makes the folder at `path` with all that lead to it; one that is there is left alone.
  ///
  /// - Throws: `ResultsError.cannotWrite` naming the first folder that cannot be made.
  package static func make(_ path: String) throws(ResultsError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/") {
      made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + component
      guard unsafe mkdir(made, 0o777) != 0, errno != EEXIST else { continue }
      let code = errno
      // A read-only parent of a folder that exists answers with its own error, not EEXIST.
      var status = stat()
      if unsafe stat(made, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { continue }
      throw .cannotWrite(operation: "make the folder", path: made, code: code)
    }
  }
}
