internal import Glibc

/// Files that are whole or not there: no reader, kill or full disk meets half of one.
package enum AtomicFile {
  /// Puts `bytes` at `path`, in place of what was there.
  ///
  /// They are written to a hidden file beside it and flushed to the disk; then that is renamed over
  /// `path`, and the folder is flushed too. Where any of this fails the old file stays as it was.
  ///
  /// Without the flush of the folder no death of a process can undo the renaming either, but a power
  /// cut can, for some seconds; `flushFolder(_:)` makes up for it, for many files at once.
  ///
  /// - Throws: `ResultsError.cannotWrite` with the operation, the path and the operating system's reason.
  package static func publish(_ bytes: [UInt8], to path: String) throws(ResultsError) {
    try publish(bytes, to: path) { replace throws(ResultsError) in try replace() }
  }

  /// Puts `bytes` at `path` where `decide`, called once they are safe on the disk, does so by its
  /// argument; else they are dropped, and what was at `path` stays.
  ///
  /// - Throws: `ResultsError.cannotWrite`, or what `decide` throws.
  package static func publish(
    _ bytes: [UInt8], to path: String, flushingFolder: Bool = true,
    deciding decide: (_ replace: () throws(ResultsError) -> Void) throws(ResultsError) -> Void
  ) throws(ResultsError) {
    let (folder, name) = split(path)
    let temporary = folder + temporaryName(for: name)
    var replaced = false
    do throws(ResultsError) {
      try write(bytes, to: temporary, for: path)
      try decide { () throws(ResultsError) in
        if unsafe rename(temporary, path) != 0 {
          guard errno == ENOENT else { throw failure("replace", path) }
          // Somebody cleaned the folder, whose clock takes a fresh file for an old one.
          try write(bytes, to: temporary, for: path)
          guard unsafe rename(temporary, path) == 0 else { throw failure("replace", path) }
        }
        replaced = true
      }
      if !replaced { unsafe unlink(temporary) }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    if flushingFolder { try flushFolder(folder) }
  }

  /// Whether a file of this name is what a writer that was killed left behind.
  package static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(".") && name.hasSuffix(suffix)
  }

  private static let suffix = ".gfrun-part"

  /// A name no other writer uses, on this machine or another that shares the folder.
  private static func temporaryName(for name: String) -> String {
    ".\(name).\(String(UInt64.random(in: .min ... .max), radix: 36))\(suffix)"
  }

  private static func write(
    _ bytes: [UInt8], to temporary: String, for path: String
  ) throws(ResultsError) {
    let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure("create", path) }
    var closed = false
    defer { if !closed { close(file) } }
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes[done...].withUnsafeBytes { rest in
        unsafe Glibc.write(file, rest.baseAddress, rest.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("write", path) }
      done += count
    }
    guard fsync(file) == 0 else { throw failure("flush", path) }
    closed = true
    guard close(file) == 0 else { throw failure("close", path) }
  }

  /// Flushes what was renamed in a folder to the disk.
  ///
  /// - Throws: `ResultsError.cannotWrite`.
  package static func flushFolder(_ folder: String) throws(ResultsError) {
    let path = folder.isEmpty ? "." : folder
    let file = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw failure("open the folder", path) }
    defer { close(file) }
    // Some file systems cannot flush folders and say so; there is nothing more to be done on them.
    guard fsync(file) == 0 || errno == EINVAL else { throw failure("flush the folder", path) }
  }

  /// The folder with its slash, empty for the current one, and the name in it.
  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }

  private static func failure(_ operation: String, _ path: String) -> ResultsError {
    .cannotWrite(operation: operation, path: path, code: errno)
  }
}
