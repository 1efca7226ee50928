internal import Glibc

/// What can go wrong with a file of results.
package enum ResultsError: Error, Equatable, Sendable, Codable {
  /// It cannot be opened: missing, forbidden, a folder.
  case unreadable(path: String, code: Int32)
  /// It is no HDF5 file.
  case notHDF5(path: String)
  /// It is an HDF5 file of something else; `found` is what it calls itself, if anything.
  case foreign(path: String, expected: String, found: String?)
  /// It was written by a newer gfrun.
  case newer(path: String, version: String)
  /// It was a file of ours, but cannot be read any more; `reason` is HDF5's.
  case damaged(path: String, reason: String)
  /// Its content cannot be put together; `reason` is HDF5's.
  case cannotBuild(path: String, reason: String)
  /// The operating system refused to write it; `code` is its errno.
  case cannotWrite(operation: String, path: String, code: Int32)
}

extension ResultsError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let path, let code):
      "cannot read '\(path)': \(Self.text(of: code))"
    case .notHDF5(let path):
      "'\(path)' is no HDF5 file"
    case .foreign(let path, let expected, let found?):
      "'\(path)' is no \(expected) file of gfrun: it calls itself '\(found)'"
    case .foreign(let path, let expected, nil):
      "'\(path)' is an HDF5 file, but no \(expected) file of gfrun"
    case .newer(let path, let version):
      "'\(path)' has format version \(version), which this gfrun is too old to read"
    case .damaged(let path, let reason):
      "'\(path)' is damaged: \(reason)"
    case .cannotBuild(let path, let reason):
      "cannot put together '\(path)': \(reason)"
    case .cannotWrite(let operation, let path, let code):
      "cannot \(operation) '\(path)': \(Self.text(of: code))"
    }
  }

  /// The operating system's words for an errno.
  private static func text(of code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
