/// The head of an HDF5 file, as far as a file image needs mending.
///
/// `H5Fget_file_image` clears the flag "open for writing" in its copy of the superblock, but before
/// HDF5 2.0 it leaves the checksum that covers the flag as it was (HDFGroup/hdf5#1915), and no
/// reader accepts such a file.
package enum Superblock {
  /// Signature, version, sizes, flags, and four addresses of eight bytes: what the checksum covers.
  private static let size = 44

  /// Gives the superblock of `image` the checksum of its bytes.
  ///
  /// Superblocks before version 2 have none; nothing changes where it is already right.
  static func sealChecksum(of image: inout [UInt8]) {
    guard image.count >= size + 4, image[8] == 2 || image[8] == 3, image[9] == 8 else { return }
    let checksum = lookup3(image[0..<size])
    for byte in 0..<4 {
      image[size + byte] = UInt8(truncatingIfNeeded: checksum >> (8 * UInt32(byte)))
    }
  }

  /// Bob Jenkins' hash `lookup3`, which HDF5 calls its metadata checksum.
  ///
  /// - SeeAlso: HDF5 file format specification 3.0, section II.A; burtleburtle.net/bob/c/lookup3.c, `hashlittle`.
  package static func lookup3(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    let start = 0xDEAD_BEEF &+ UInt32(truncatingIfNeeded: bytes.count)
    var (a, b, c) = (start, start, start)
    var rest = bytes
    while rest.count > 12 {
      (a, b, c) = (a &+ word(rest, 0), b &+ word(rest, 4), c &+ word(rest, 8))
      mix(&a, &b, &c)
      rest = rest.dropFirst(12)
    }
    guard !rest.isEmpty else { return c }
    (a, b, c) = (a &+ word(rest, 0), b &+ word(rest, 4), c &+ word(rest, 8))
    finish(&a, &b, &c)
    return c
  }

  /// Four bytes from `offset` on, little-endian; zeros beyond the end.
  private static func word(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> UInt32 {
    bytes.dropFirst(offset).prefix(4).enumerated().reduce(0) { word, byte in
      word | UInt32(byte.element) << (8 * UInt32(byte.offset))
    }
  }

  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }

  private static func mix(_ a: inout UInt32, _ b: inout UInt32, _ c: inout UInt32) {
    (a, c) = ((a &- c) ^ rotate(c, 4), c &+ b)
    (b, a) = ((b &- a) ^ rotate(a, 6), a &+ c)
    (c, b) = ((c &- b) ^ rotate(b, 8), b &+ a)
    (a, c) = ((a &- c) ^ rotate(c, 16), c &+ b)
    (b, a) = ((b &- a) ^ rotate(a, 19), a &+ c)
    (c, b) = ((c &- b) ^ rotate(b, 4), b &+ a)
  }

  private static func finish(_ a: inout UInt32, _ b: inout UInt32, _ c: inout UInt32) {
    c = (c ^ b) &- rotate(b, 14)
    a = (a ^ c) &- rotate(c, 11)
    b = (b ^ a) &- rotate(a, 25)
    c = (c ^ b) &- rotate(b, 16)
    a = (a ^ c) &- rotate(c, 4)
    b = (b ^ a) &- rotate(a, 14)
    c = (c ^ b) &- rotate(b, 24)
  }
}
