internal import CHDF5

/// A call to the HDF5 library that failed, with the library's own reason.
package struct HDF5Error: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was being done, as a verb phrase: `read dataset`.
  package var operation: String
  /// The file and the object in it: `ring.h5:/metrics/w1`.
  package var path: String
  /// The innermost entry of HDF5's error stack, or what we found ourselves.
  package var reason: String

  package init(operation: String, path: String, reason: String) {
    self.operation = operation
    self.path = path
    self.reason = reason
  }

  package var description: String { "cannot \(operation) '\(path)': \(reason)" }
}

/// Where a call is made: what an error has to tell.
struct Place {
  let operation: String
  let path: String

  init(_ operation: String, _ path: String) {
    self.operation = operation
    self.path = path
  }

  /// An error here, for a reason we found ourselves.
  func failure(_ reason: String) -> HDF5Error {
    HDF5Error(operation: operation, path: path, reason: reason)
  }

  /// Passes on what a call returned, or throws with HDF5's reason where it is negative.
  @discardableResult
  func check<Status: SignedInteger>(_ status: Status) throws(HDF5Error) -> Status {
    guard status < 0 else { return status }
    throw failure(Self.libraryReason())
  }

  private static func libraryReason() -> String {
    let capacity = 512
    let text = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      unsafe gfrun_h5_reason(start, capacity)
      return unsafe String(cString: start)
    }
    return text.isEmpty ? "HDF5 gives no reason" : text
  }
}
