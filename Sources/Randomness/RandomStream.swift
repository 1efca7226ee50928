internal import CKernels

/// A reproducible stream of random numbers, named by a seed, a purpose and an iteration.
///
/// Two streams with the same three names draw the same bits on every machine; streams that differ in
/// any of them are independent. A run therefore asks for a fresh stream wherever it needs numbers,
/// and neither resuming nor reordering its work changes a draw.
///
/// The generator is Philox 4×32-10, whose block `b` is a bijection of the counter (b, iteration)
/// under a key made of the seed and the purpose. Scalar draws take 64 bits each; a bulk fill begins
/// at the next whole block, takes one 32-bit word per value, and shorter fills are prefixes of
/// longer ones.
///
/// - SeeAlso: Salmon, Moraes, Dror & Shaw, *Parallel random numbers: as easy as 1, 2, 3*, SC 2011.
public struct RandomStream: RandomNumberGenerator, Sendable {
  let key: UInt64
  let iteration: UInt64
  private var nextBlock: UInt64 = 0
  /// The second half of the last block, while it is still to be drawn.
  private var pending: UInt64?

  /// The stream that serves `purpose` at `iteration` of the run with this `seed`.
  public init(seed: Int, purpose: Purpose, iteration: Int = 0) {
    let mixedSeed = mixed(UInt64(bitPattern: Int64(seed)) &+ 0x9E37_79B9_7F4A_7C15)
    self.init(
      key: mixed(mixedSeed ^ purpose.stableHash),
      iteration: UInt64(bitPattern: Int64(iteration)))
  }

  /// The stream with the given Philox key and upper half of the counter.
  package init(key: UInt64, iteration: UInt64, firstBlock: UInt64 = 0) {
    self.key = key
    self.iteration = iteration
    self.nextBlock = firstBlock
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    if let half = pending {
      pending = nil
      return half
    }
    var words = (UInt32(0), UInt32(0), UInt32(0), UInt32(0))
    unsafe withUnsafeMutableBytes(of: &words) { bytes in
      unsafe gfk_philox_blocks(
        key, iteration, nextBlock, bytes.assumingMemoryBound(to: UInt32.self).baseAddress, 1)
    }
    nextBlock &+= 1
    pending = UInt64(words.2) | UInt64(words.3) << 32
    return UInt64(words.0) | UInt64(words.1) << 32
  }

  /// The first of `count` whole blocks, which are thereby used up; a half-used block is dropped.
  mutating func reserveBlocks(_ count: Int) -> UInt64 {
    pending = nil
    defer { nextBlock &+= UInt64(count) }
    return nextBlock
  }
}

/// A bijection of the 64-bit words that spreads every input bit over the word: the finaliser of
/// SplitMix64 (Steele, Lea & Flood 2014).
package func mixed(_ word: UInt64) -> UInt64 {
  var word = word
  word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
  word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
  return word ^ (word >> 31)
}
