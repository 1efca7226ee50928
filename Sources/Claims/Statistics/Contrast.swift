/// A one-sided statement about two sides: of − factor · than − offset is below 0, or above.
package struct Contrast: Sendable, Equatable {
  /// Which side of 0 the statement says.
  package enum Direction: Sendable, Equatable {
    /// Below 0.
    case below
    /// Above 0.
    case above
  }

  /// Which side of 0.
  package let direction: Direction
  /// What the reference is multiplied by; positive.
  package let factor: Double
  /// What is subtracted besides.
  package let offset: Double

  /// The statement.
  package init(_ direction: Direction, factor: Double = 1, offset: Double = 0) {
    precondition(factor > 0, "a comparison has a positive factor")
    (self.direction, self.factor, self.offset) = (direction, factor, offset)
  }

  /// 1 where the statement is that the difference is below 0, −1 otherwise: times this, it is below.
  var sign: Double { direction == .below ? 1 : -1 }

  /// The difference of two finite numbers.
  func difference(_ of: Double, _ than: Double?) -> Double {
    of - factor * (than ?? 0) - offset
  }

  /// Whether two readings bear the statement out: true or false where that is certain, else nil.
  ///
  /// A run of the subject without a reading does not; without one of the reference nothing is known.
  func isBorneOut(by of: Reading, _ than: Reading?) -> Bool? {
    guard let one = of.range else { return false }
    guard let other = than.map({ $0.range }) ?? (0, 0) else { return nil }
    let low = one.low - factor * other.high - offset
    let high = one.high - factor * other.low - offset
    switch direction {
    case .below: return high < 0 ? true : low >= 0 ? false : nil
    case .above: return low > 0 ? true : high <= 0 ? false : nil
    }
  }
}
