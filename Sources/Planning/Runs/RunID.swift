internal import Crypto
package import Specification

/// What a run is called everywhere: the first 12 hexadecimal digits of the SHA-256 of its identity.
///
/// The identity is the canonical JSON (RFC 8785) of the resolved run without what cannot change its
/// result, so that equal runs of two experiments are one run.
package struct RunID: Hashable, Sendable {
  /// How many digits an id has.
  package static let length = 12

  /// The digits, as a number of 48 bits.
  package let bits: UInt64

  /// The id with these 48 bits.
  package init(bits: UInt64) {
    self.bits = bits & 0xFFFF_FFFF_FFFF
  }

  /// The id of a resolved run.
  package init(of resolved: Value) {
    self.init(digest: RunDigest(of: RunID.identity(of: resolved)))
  }

  /// The id that a digest starts with.
  init(digest: RunDigest) {
    bits = digest.first >> 16
  }

  /// The canonical JSON that the id is the digest of.
  package static func identity(of resolved: Value) -> [UInt8] {
    JSONText.canonical(effective(resolved))
  }

  /// A resolved run without what cannot change its result.
  static func effective(_ resolved: Value) -> Value {
    guard case .object(var object) = resolved else { return resolved }
    object.members.removeAll { ExperimentLanguage.keysWithoutEffect.contains($0.key) }
    return ExperimentLanguage.pathsWithoutEffect.reduce(.object(object)) { $0.removing($1) }
  }
}

extension RunID: Comparable, LosslessStringConvertible {
  /// The id with these digits; nil unless they are 12 hexadecimal digits in lower case.
  package init?(_ description: String) {
    let isHexadecimal = description.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
    guard isHexadecimal, description.utf8.count == RunID.length,
      let bits = UInt64(description, radix: 16)
    else { return nil }
    self.bits = bits
  }

  /// The 12 digits.
  package var description: String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: RunID.length - digits.count) + digits
  }

  package static func < (a: Self, b: Self) -> Bool {
    a.bits < b.bits
  }
}

/// The first 128 bits of a SHA-256: enough to tell whether two runs with one id are one run.
struct RunDigest: Hashable {
  let first: UInt64
  let second: UInt64

  /// The digest of `bytes`.
  init(of bytes: [UInt8]) {
    var words: (UInt64, UInt64) = (0, 0)
    for (index, byte) in SHA256.hash(data: bytes).enumerated() {
      if index < 8 {
        words.0 = words.0 << 8 | UInt64(byte)
      } else if index < 16 {
        words.1 = words.1 << 8 | UInt64(byte)
      }
    }
    (first, second) = words
  }
}
