import Results
import Specification

extension SweepClaim {
  /// The claim as JSON; what there is no number for is null.
  var value: Value {
    [
      "name": .string(name), "statement": .string(statement), "verdict": .string(verdict),
      "test": .string(test), "confidence": .finite(confidence), "of": Self.value(subject),
      "than": Self.value(reference), "difference": .finite(difference), "bound": .finite(bound),
      "p_value": .finite(pValue), "seeds_needed": seedsNeeded.map(Value.integer) ?? .null,
    ]
  }

  private static func value(_ side: Side?) -> Value {
    guard let side else { return .null }
    return [
      "runs": .integer(side.count), "mean": .finite(side.mean),
      "deviation": .finite(side.deviation),
    ]
  }
}
