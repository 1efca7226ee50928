internal import Glibc
internal import HDF5

/// Opening files of results, and saying what else a file is.
enum ResultsFile {
  /// The root of a file of ours.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - format: the format it has to be in, `run` or `sweep`.
  /// - Returns: its root group, open for reading.
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  static func open(_ path: String, format: String) throws(ResultsError) -> Group {
    guard try hasSignature(path) else { throw .notHDF5(path: path) }
    let found: String?
    let version: String?
    let root: Group
    do throws(HDF5Error) {
      root = try File.open(path).root()
      found = try root.attributes.text("gfrun_format")
      version = try root.attributes.text("gfrun_format_version")
    } catch {
      throw .damaged(path: path, reason: error.reason)
    }
    guard found == format else { throw .foreign(path: path, expected: format, found: found) }
    let major = version.flatMap { Int($0.prefix { $0 != "." }) }
    guard let version, let major else {
      throw .damaged(path: path, reason: "it has no format version")
    }
    guard major <= Layout.majorVersion else { throw .newer(path: path, version: version) }
    return root
  }

  /// Whether a file that can be read starts like an HDF5 file.
  private static func hasSignature(_ path: String) throws(ResultsError) -> Bool {
    let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path: path, code: errno) }
    defer { close(file) }
    let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
    var start = [UInt8](repeating: 0, count: signature.count)
    let count = unsafe start.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw .unreadable(path: path, code: errno) }
    return count == signature.count && start == signature
  }
}
