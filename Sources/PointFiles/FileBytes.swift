internal import Glibc

/// A file that is read from its beginning; closed with the last reference to it.
final class FileBytes {
  private let descriptor: Int32
  /// What was read so far.
  private var bytes: [UInt8] = []

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Opens a file and reads the first bytes, which tell what it is; nil is standard input.
  static func open(_ path: String?) throws(PointFileError.Problem) -> FileBytes {
    let file = FileBytes(descriptor: try descriptor(of: path))
    var status = stat()
    guard unsafe fstat(file.descriptor, &status) == 0 else { throw .system(code: errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .isDirectory }
    while file.bytes.count < signature.count, try file.readMore(upTo: signature.count) {}
    return file
  }

  deinit { close(descriptor) }

  /// Whether something has that very name.
  static func exists(_ path: String) -> Bool {
    guard !path.utf8.contains(0) else { return false }
    return unsafe access(path, F_OK) == 0
  }

  /// Whether it begins as HDF5 files do.
  var isHDF5: Bool { bytes.starts(with: FileBytes.signature) }

  private static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

  private static func descriptor(of path: String?) throws(PointFileError.Problem) -> Int32 {
    let descriptor: Int32
    if let path {
      guard !path.utf8.contains(0) else { throw .system(code: ENOENT) }
      descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    } else {
      descriptor = dup(STDIN_FILENO)
    }
    guard descriptor >= 0 else { throw .system(code: errno) }
    return descriptor
  }

  /// The whole content.
  func readAll() throws(PointFileError.Problem) -> [UInt8] {
    while try readMore(upTo: 1 << 20) {}
    return bytes
  }

  /// Reads at most `count` bytes; false at the end.
  private func readMore(upTo count: Int) throws(PointFileError.Problem) -> Bool {
    var buffer = [UInt8](repeating: 0, count: count)
    while true {
      let found = unsafe read(descriptor, &buffer, count)
      if found < 0, errno == EINTR { continue }
      guard found >= 0 else { throw .system(code: errno) }
      bytes += buffer[..<found]
      return found > 0
    }
  }
}
