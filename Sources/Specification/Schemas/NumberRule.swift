/// The interval that a number or an integer lies in.
public struct NumberRule: Sendable, Hashable {
  /// The least value, or the bound that is not reached if `excludesMinimum`; nil for none.
  public let minimum: Double?
  /// The greatest value, or the bound that is not reached if `excludesMaximum`; nil for none.
  public let maximum: Double?
  /// Whether the minimum itself is outside.
  public let excludesMinimum: Bool
  /// Whether the maximum itself is outside.
  public let excludesMaximum: Bool

  private init(
    _ minimum: Double?, _ maximum: Double?, excludesMinimum: Bool = false,
    excludesMaximum: Bool = false
  ) {
    self.minimum = minimum
    self.maximum = maximum
    self.excludesMinimum = excludesMinimum
    self.excludesMaximum = excludesMaximum
  }

  /// Any finite value.
  public static let any = NumberRule(nil, nil)
  /// Above 0.
  public static let positive = NumberRule(0, nil, excludesMinimum: true)
  /// 0 or above.
  public static let nonNegative = NumberRule(0, nil)
  /// From 0 up to, but without, 1: decay rates of running averages.
  public static let fraction = NumberRule(0, 1, excludesMaximum: true)
  /// Between 0 and 1, both excluded.
  public static let openFraction = NumberRule(0, 1, excludesMinimum: true, excludesMaximum: true)

  /// `minimum` or above.
  public static func atLeast(_ minimum: Double) -> NumberRule {
    NumberRule(minimum, nil)
  }

  /// Within `range`, its ends included.
  public static func within(_ range: ClosedRange<Double>) -> NumberRule {
    NumberRule(range.lowerBound, range.upperBound)
  }

  /// Whether `value` lies in the interval.
  public func contains(_ value: Double) -> Bool {
    if let minimum, value < minimum || (excludesMinimum && value == minimum) { return false }
    if let maximum, value > maximum || (excludesMaximum && value == maximum) { return false }
    return true
  }

  /// The interval in words that follow "a number" or "an integer"; empty for any.
  public var words: String {
    let low = minimum.map(NumberText.canonical)
    let high = maximum.map(NumberText.canonical)
    switch (low, high) {
    case (nil, nil): return ""
    case (let low?, nil): return excludesMinimum ? " above \(low)" : " of at least \(low)"
    case (nil, let high?): return excludesMaximum ? " below \(high)" : " of at most \(high)"
    case (let low?, let high?):
      switch (excludesMinimum, excludesMaximum) {
      case (true, true): return " above \(low) and below \(high)"
      case (true, false): return " above \(low) and at most \(high)"
      case (false, true): return " of at least \(low) and below \(high)"
      case (false, false): return " from \(low) to \(high)"
      }
    }
  }
}
