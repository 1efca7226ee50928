import Flows
import Specification

/// The flow with a learned potential that a resolved specification asks for.
func learnedFlow(_ value: Value) -> any Flow {
  switch value.kind {
  case "jsd": JensenShannonFlow()
  case "w1": WassersteinOneFlow()
  case "w2":
    WassersteinTwoFlow(
      weight: value["weight"].number, guide: WassersteinTwoFlow.Guide(value["target"]),
      signWeight: value["sign-weight"].numberOrNil ?? 0)
  case "monoflow": MonoFlow(AscentFunction(value["h"]))
  default: undeclared(value.kind)
  }
}

extension WassersteinTwoFlow.Guide {
  fileprivate init(_ value: Value) {
    switch value.text {
    case "psi": self = .psi
    case "phi": self = .phi
    default: undeclared(value.text)
    }
  }
}

extension Penalty {
  /// The penalty of a resolved specification.
  init(_ value: Value) {
    switch value.kind {
    case "none": self = .none
    case "gradient":
      self = .gradient(
        value["form"].text == "two-sided" ? .two : .one, weight: value["weight"].number)
    case "r1": self = .zeroCentered(at: .data, weight: value["weight"].number)
    case "r2": self = .zeroCentered(at: .model, weight: value["weight"].number)
    case "clip": self = .clip(bound: value["bound"].number)
    default: undeclared(value.kind)
    }
  }
}
