internal import CKernels

extension RandomStream {
  /// A uniform value in the open interval (0, 1): an odd multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// A standard normal value, by Box and Muller; takes two draws, and |value| < 8.6.
  public mutating func normal() -> Double {
    let radius = next()
    return gfk_normal(radius, next())
  }

  /// An integer of 0 ..< `bound`, each with exactly the same probability.
  ///
  /// - SeeAlso: Lemire, *Fast random integer generation in an interval*, 2019.
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "an index needs a positive bound")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold {
        product = next().multipliedFullWidth(by: bound)
      }
    }
    return Int(product.high)
  }

  /// The integers 0 ..< `count` in an order drawn uniformly from all orders.
  public mutating func permutation(of count: Int) -> [Int] {
    precondition(count >= 0, "a permutation needs a count")
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// Puts `values` into an order drawn uniformly from all orders (Fisher and Yates).
  public mutating func shuffle<Element>(_ values: inout [Element]) {
    guard values.count > 1 else { return }
    for last in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(last, index(below: last + 1))
    }
  }
}
