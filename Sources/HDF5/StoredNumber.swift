internal import CHDF5

/// The number types that HDF5 files of this project contain.
package enum NumberKind: String, Sendable, CaseIterable {
  case float32, float64, int32, int64

  /// The bytes of one number.
  package var byteCount: Int {
    switch self {
    case .float32, .int32: 4
    case .float64, .int64: 8
    }
  }

  /// The type in the file: little-endian on every machine.
  var stored: hid_t {
    switch self {
    case .float32: gfrun_h5_ieee_f32le()
    case .float64: gfrun_h5_ieee_f64le()
    case .int32: gfrun_h5_std_i32le()
    case .int64: gfrun_h5_std_i64le()
    }
  }

  /// The type in memory.
  var native: hid_t {
    switch self {
    case .float32: gfrun_h5_native_float()
    case .float64: gfrun_h5_native_double()
    case .int32: gfrun_h5_native_int32()
    case .int64: gfrun_h5_native_int64()
    }
  }
}

/// A number that a dataset can hold.
package protocol StoredNumber: BitwiseCopyable, Sendable {
  /// How the number is stored.
  static var numberKind: NumberKind { get }
  /// A number to start an array with before it is read into.
  static var zero: Self { get }
  /// What stands for a number that is missing: NaN, or netCDF's own fill value for integers.
  static var missing: Self { get }
}

extension Float: StoredNumber {
  package static var numberKind: NumberKind { .float32 }
  package static var missing: Float { .nan }
}

extension Double: StoredNumber {
  package static var numberKind: NumberKind { .float64 }
  package static var missing: Double { .nan }
}

extension Int32: StoredNumber {
  package static var numberKind: NumberKind { .int32 }
  package static var missing: Int32 { -2_147_483_647 }
}

extension Int64: StoredNumber {
  package static var numberKind: NumberKind { .int64 }
  package static var missing: Int64 { -9_223_372_036_854_775_806 }
}

/// Stored as int64: this package runs on 64-bit machines only.
extension Int: StoredNumber {
  package static var numberKind: NumberKind { .int64 }
  package static var missing: Int { Int(Int64.missing) }
}
