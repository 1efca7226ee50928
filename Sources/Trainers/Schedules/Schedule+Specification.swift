import Specification

extension Schedule {
  /// The schedule of a resolved specification, or the number that stands for a constant one.
  ///
  /// - Parameters:
  ///   - value: a number or one of the kinds of the slot `schedule`.
  ///   - iterations: of the run, which is how long a schedule takes that does not say.
  init(_ value: Value, iterations: Int) {
    if let number = value.numberOrNil {
      self = .constant(number)
      return
    }
    let over = value["over"].integerOrNil ?? iterations
    switch value.kind {
    case "constant": self = .constant(value["value"].number)
    case "linear":
      self = .linear(from: value["from"].number, to: value["to"].number, over: over)
    case "cosine":
      self = .cosine(from: value["from"].number, to: value["to"].number, over: over)
    case "exponential":
      self = .exponential(
        from: value["from"].number, factor: value["factor"].number, every: value["every"].integer)
    case "piecewise":
      self = .piecewise(values: value["values"].numbers, starts: value["starts"].integers)
    default: undeclared(value.kind)
    }
  }
}
