internal import Glibc
internal import YAML

/// Reads whole files, and says why it could not.
enum FileReader {
  /// The bytes of the file at `path`, at most one more than a source may have.
  static func bytes(of path: String) throws(FileFailure) -> [UInt8] {
    guard !path.utf8.contains(0) else { throw FileFailure(problem: .missing) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileFailure(code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw FileFailure(code: errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw FileFailure(problem: .isDirectory) }
    return try contents(of: descriptor)
  }

  /// The parts of a path without `.` and, where what is before it is a name, `..`.
  static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// `path` as seen from the folder of `file`.
  static func resolve(_ path: String, besides file: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return normalised(path) }
    return normalised(file[...slash] + path)
  }

  private static func contents(of descriptor: Int32) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= Source.maximumSize {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileFailure(code: errno) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }
}

/// A file could not be read.
struct FileFailure: Error {
  let problem: Diagnostic.FileProblem

  init(problem: Diagnostic.FileProblem) {
    self.problem = problem
  }

  /// The failure that the system calls `code`.
  init(code: Int32) {
    switch code {
    case ENOENT, ENOTDIR: problem = .missing
    case EACCES, EPERM: problem = .noPermission
    case EISDIR: problem = .isDirectory
    default: problem = .other(unsafe String(cString: strerror(code)))
    }
  }

  /// The kind of failure this is for the experiment as a whole.
  var kind: SpecificationFailure.Kind {
    switch problem {
    case .missing: .missing
    case .isDirectory, .tooMany: .invalid
    case .noPermission: .permission
    case .other: .unreadable
    }
  }
}
