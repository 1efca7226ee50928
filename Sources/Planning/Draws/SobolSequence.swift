internal import Randomness

/// One dimension of a Sobol sequence with 32 bits, in the order of Antonov and Saleev.
///
/// The first 2ⁿ points of a dimension lie one in each interval [k, k + 1) / 2ⁿ, and those of any two in
/// the cells of a net; Owen's scrambling keeps both.
package struct SobolSequence {
  /// How many dimensions there are.
  package static let maximumDimension = SobolNumbers.polynomials.count + 1

  private let directions: [UInt32]

  /// Dimension `dimension`, counted from 0.
  package init(dimension: Int) {
    precondition(dimension < SobolSequence.maximumDimension, "no direction numbers")
    guard dimension > 0 else {
      directions = (0..<32).map { 1 << (31 - UInt32($0)) }
      return
    }
    let (bits, first) = SobolNumbers.polynomials[dimension - 1]
    let degree = first.count
    var numbers = first
    for index in degree..<32 {
      var number = numbers[index - degree] ^ (numbers[index - degree] << UInt32(degree))
      for lag in 1..<max(degree, 1) where bits >> UInt32(degree - lag) & 1 == 1 {
        number ^= numbers[index - lag] << UInt32(lag)
      }
      numbers.append(number)
    }
    directions = numbers.enumerated().map { $1 << UInt32(31 - $0) }
  }

  /// Point `index` as a fraction of 2³².
  package subscript(index: Int) -> UInt32 {
    var gray = UInt32(index) ^ (UInt32(index) >> 1)
    var point: UInt32 = 0
    while gray != 0 {
      point ^= directions[gray.trailingZeroBitCount]
      gray &= gray - 1
    }
    return point
  }

  /// A point after Owen's nested uniform scrambling: every bit is flipped or not by a coin of its own
  /// for all the bits above it, thrown by `key`.
  package static func scrambled(_ point: UInt32, key: UInt64) -> UInt32 {
    var result: UInt32 = 0
    for bit in UInt32(0)..<32 {
      // The bits above number the coins of a level; the leading 1 tells the levels apart.
      let coin = UInt64(1) << UInt64(bit) | UInt64(point) >> UInt64(32 - bit)
      let flip = UInt32(truncatingIfNeeded: mixed(key &+ coin &* 0x9E37_79B9_7F4A_7C15) & 1)
      result |= ((point >> (31 - bit) & 1) ^ flip) << (31 - bit)
    }
    return result
  }
}
