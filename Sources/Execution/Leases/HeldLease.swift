import Glibc
import Results

/// A lease in the hands of the one who works under it.
package final class HeldLease: Sendable {
  /// What its file said at first.
  package let lease: Lease
  private let path: String
  private let lock: FolderLock
  private let file: Int32

  /// Puts the file of `lease` at `path`, in place of a broken one.
  ///
  /// - Throws: `ResultsError.cannotWrite`.
  init(_ lease: Lease, path: String, lock: FolderLock) throws(ResultsError) {
    guard let bytes = lease.bytes else {
      throw .cannotWrite(operation: "describe the lease", path: path, code: ENAMETOOLONG)
    }
    let temporary = "\(path).\(lease.token)"
    let file = unsafe open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .cannotWrite(operation: "create", path: path, code: errno) }
    guard Self.write(bytes, to: file), unsafe rename(temporary, path) == 0 else {
      let code = errno
      unsafe unlink(temporary)
      close(file)
      throw .cannotWrite(operation: "write", path: path, code: code)
    }
    (self.lease, self.path, self.lock, self.file) = (lease, path, lock, file)
  }

  deinit { close(file) }

  /// Says that the holder lives, and how far it is.
  ///
  /// The file is written over through its descriptor: where the lease was broken meanwhile, that is
  /// a file without a name, and nobody is disturbed.
  package func renew(_ progress: Lease.Progress) {
    var lease = lease
    lease.progress = progress
    if let bytes = lease.bytes { _ = Self.write(bytes, to: file) }
  }

  /// Whether nobody broke the lease; asked under the folder's lock.
  package var isValid: Bool { Lease(at: path)?.token == lease.token }

  /// Gives the run back.
  package func giveBack() {
    lock.hold { if isValid { unsafe unlink(path) } }
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    unsafe bytes.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, 0) }
      == bytes.count
  }
}
