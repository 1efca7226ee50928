package import Flows
package import Specification

extension AscentFunction {
  /// The ascent function of a resolved specification.
  package init(_ value: Value) {
    switch value.kind {
    case "vanilla": self = .vanilla(shift: value["shift"].number)
    case "non-saturated": self = .nonSaturated
    case "logit": self = .logit
    case "mle": self = .maximumLikelihood
    case "exp": self = .exponential(rate: value["rate"].number)
    case "arcsinh": self = .arcsinh
    case "divergence": self = .divergence(Self.divergence(value))
    case "divergence-loss": self = .divergenceLoss(Self.divergence(value))
    case "least-squares": self = .leastSquares
    case "b-gan": self = .bGAN(Self.divergence(value))
    case "f-gan": self = .fGAN(Self.divergence(value))
    default: undeclared(value.kind)
    }
  }

  private static func divergence(_ value: Value) -> Divergence {
    let name = value["of"].text
    guard let divergence = Divergence(rawValue: name) else { undeclared(name) }
    return divergence
  }
}
