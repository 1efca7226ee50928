import Crypto

/// Fingerprints of what figures are made of.
enum FigureDigest {
  /// The first 32 hexadecimal digits of the SHA-256 of some bytes, one after the other.
  static func hex(of parts: [UInt8]...) -> String {
    var hash = SHA256()
    for part in parts { hash.update(data: part) }
    return hash.finalize().prefix(16).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }
}
