internal import Crypto
internal import HDF5

/// The fingerprint of one piece of the content that a run promises, bit for bit.
package struct Digest: Sendable, Equatable, Hashable {
  /// The path in the file: `samples`, `metrics/w1`, `metrics/w1@attributes`, `@status`.
  package let path: String
  /// SHA-256, in hexadecimal digits.
  package let hex: String

  package init(path: String, hex: String) {
    self.path = path
    self.hex = hex
  }

  /// The digest of numbers: of their little-endian bytes in C order, as any program can compute it
  /// from the dataset.
  static func hex<Number: StoredNumber>(of values: [Number]) -> String {
    precondition(1.littleEndian == 1, "digests are of little-endian bytes")
    var hash = SHA256()
    unsafe values.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    return hex(hash.finalize())
  }

  /// The digest of a text's UTF-8 bytes.
  static func hex(of text: String) -> String {
    hex(SHA256.hash(data: Array(text.utf8)))
  }

  private static func hex(_ digest: SHA256Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let characters = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: characters, as: UTF8.self)
  }
}
