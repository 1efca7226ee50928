internal import CHDF5

/// What numbers a dataset holds, in whatever byte order, its own or another program's.
package enum NumberClass: Sendable, Equatable {
  /// Floating-point numbers.
  case real(byteCount: Int)
  /// Integers, with or without a sign.
  case integer(byteCount: Int)

  /// The class of a stored type; nil where it is none of numbers: a text, a compound, an enumeration.
  init?(_ type: hid_t) {
    let byteCount = Int(H5Tget_size(type))
    switch H5Tget_class(type) {
    case H5T_FLOAT: self = .real(byteCount: byteCount)
    case H5T_INTEGER: self = .integer(byteCount: byteCount)
    default: return nil
    }
  }

  /// The bytes of one number in the file.
  package var byteCount: Int {
    switch self {
    case .real(let count), .integer(let count): count
    }
  }

  /// Whether they are integers.
  package var isInteger: Bool {
    if case .integer = self { true } else { false }
  }
}
