/// Why the parameters of a law were refused.
public enum DistributionError: Error, Equatable, Sendable {
  /// The law would live in a space without coordinates.
  case noCoordinates
  /// A quantity has another number of entries than the law has coordinates or components.
  case sizeMismatch(quantity: String, expected: Int, found: Int)
  /// A quantity must be finite.
  case notFinite(quantity: String, value: Double)
  /// A quantity must be greater than zero.
  case notPositive(quantity: String, value: Double)
  /// A quantity must not be less than zero.
  case negative(quantity: String, value: Double)
  /// A whole number is below what the law needs.
  case tooSmall(quantity: String, minimum: Int, found: Int)
  /// The lower end of an interval is not below its upper end.
  case emptyInterval(coordinate: Int, low: Double, high: Double)
  /// The covariance differs from its transpose at this entry.
  case notSymmetric(row: Int, column: Int)
  /// The Cholesky factorisation of the covariance met a pivot that is not positive.
  case notPositiveDefinite(pivot: Int, value: Double)
  /// The weights of a mixture sum to zero.
  case noWeight
  /// A balanced mixture has equal counts per component, so weights contradict it.
  case weightsOfBalancedMixture
}

extension DistributionError: CustomStringConvertible {
  /// One sentence that states what is wrong and with which value.
  public var description: String {
    switch self {
    case .noCoordinates:
      "the law has no coordinates"
    case .sizeMismatch(let quantity, let expected, let found):
      "\(quantity) has \(found) entries where \(expected) are needed"
    case .notFinite(let quantity, let value):
      "\(quantity) is \(value); it must be finite"
    case .notPositive(let quantity, let value):
      "\(quantity) is \(value); it must be greater than 0"
    case .negative(let quantity, let value):
      "\(quantity) is \(value); it must not be negative"
    case .tooSmall(let quantity, let minimum, let found):
      "\(quantity) is \(found); it must be at least \(minimum)"
    case .emptyInterval(let coordinate, let low, let high):
      "the interval of coordinate \(coordinate) is empty: low \(low) is not below high \(high)"
    case .notSymmetric(let row, let column):
      "the covariance is not symmetric: entries (\(row), \(column)) and (\(column), \(row)) differ"
    case .notPositiveDefinite(let pivot, let value):
      "the covariance is not positive definite: pivot \(pivot) of its Cholesky factor is \(value)"
    case .noWeight:
      "the weights of the mixture sum to 0"
    case .weightsOfBalancedMixture:
      "a balanced mixture draws equal counts per component, so it takes no weights"
    }
  }
}

/// Returns `value` where it is finite and positive.
func positive(_ value: Double, _ quantity: String) throws(DistributionError) -> Double {
  guard value.isFinite else { throw .notFinite(quantity: quantity, value: value) }
  guard value > 0 else { throw .notPositive(quantity: quantity, value: value) }
  return value
}

/// Returns `value` where it is finite and not negative.
func nonNegative(_ value: Double, _ quantity: String) throws(DistributionError) -> Double {
  guard value.isFinite else { throw .notFinite(quantity: quantity, value: value) }
  guard value >= 0 else { throw .negative(quantity: quantity, value: value) }
  return value
}
