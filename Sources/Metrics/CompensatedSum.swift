/// A running sum that carries its rounding errors along (Neumaier 1974).
///
/// The result is within two rounding errors of the true sum unless the terms cancel to less than
/// their number times 10⁻³².
struct CompensatedSum {
  private var sum = 0.0
  private var carry = 0.0

  /// Adds a term.
  mutating func add(_ term: Double) {
    let next = sum + term
    carry += sum.magnitude >= term.magnitude ? (sum - next) + term : (term - next) + sum
    sum = next
  }

  /// The sum of the terms added.
  var value: Double { sum + carry }
}

extension Sequence<Double> {
  /// The sum of the elements, with compensated rounding.
  var compensatedSum: Double {
    var sum = CompensatedSum()
    for element in self { sum.add(element) }
    return sum.value
  }
}
