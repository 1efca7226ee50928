import Flows
import Specification
public import Training

extension Registry {
  /// Registers the flows of the built-in language that learn a potential.
  public mutating func registerBuiltInFlows() {
    register(flow: "jsd") { _ in JensenShannonFlow() }
    register(flow: "w1") { _ in WassersteinOneFlow() }
    register(flow: "w2") {
      WassersteinTwoFlow(
        weight: $0["weight"].number, guide: WassersteinTwoFlow.Guide($0["target"]),
        signWeight: $0["sign-weight"].numberOrNil ?? 0)
    }
    register(flow: "monoflow") { MonoFlow(AscentFunction($0["h"])) }
  }
}

extension Run {
  /// The flow of a run that learns a potential.
  var learnedFlow: any Flow {
    guard let flow else {
      preconditionFailure("flow '\(specification["flow"].kind)' learns no potential")
    }
    return flow
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
