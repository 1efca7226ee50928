import Glibc
package import Results

/// The names in a folder.
package enum FolderListing {
  /// The names in the folder at `path`, in no order; none where there is no such folder.
  ///
  /// - Throws: `ResultsError.unreadable` where there is one that cannot be read.
  package static func names(in path: String) throws(ResultsError) -> [String] {
    guard let folder = unsafe opendir(path) else {
      guard errno == ENOENT || errno == ENOTDIR else { throw .unreadable(path: path, code: errno) }
      return []
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
