import Flows
import Networks
import Testing
import Trainers

/// What the papers prove of their updates.
///
/// Huang & Zhang, proposition 8; Malik & Huang, proposition 4.1; Yi, Zhu & Liu, section 3.
@Suite("The Euler step and the adversarial one")
struct EulerTheoremTests {
  static let ascents: [AscentFunction] =
    [
      .vanilla(), .vanilla(shift: 3), .nonSaturated, .logit, .maximumLikelihood,
      .exponential(rate: 1.5), .arcsinh, .leastSquares,
    ]
    + Divergence.allCases.flatMap {
      [.divergence($0), .divergenceLoss($0), .bGAN($0), .fGAN($0)]
    }

  static let flows: [any Flow] =
    [
      JensenShannonFlow(), WassersteinOneFlow(), WassersteinTwoFlow(weight: 5),
      WassersteinTwoFlow(weight: 5, guide: .phi),
    ] + ascents.map { MonoFlow($0) }

  private static func norm(_ x: [Float]) -> Double {
    x.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  /// A training in which rounding is not amplified: exponentials run away unless they start near r = 1
  /// and are followed slowly, and the map id − ∇φ of a rectifier network jumps.
  private static func training(of flow: any Flow) -> (SmallTraining, rate: Double) {
    var training = SmallTraining(flow: flow)
    if flow is WassersteinTwoFlow {
      training.potentialActivation = .softplus
      training.penalty = .none
    }
    let slow: [AscentFunction: Double] = [
      .maximumLikelihood: 0.05, .exponential(rate: 1.5): 0.05, .divergence(.kl): 0.05,
      .bGAN(.kl): 0.02, .fGAN(.chiSquared): 0.01, .divergence(.chiSquared): 0.03,
      .bGAN(.chiSquared): 0.002,
    ]
    guard let ascent = (flow as? MonoFlow)?.ascentFunction, let rate = slow[ascent] else {
      return (training, flow is WassersteinTwoFlow ? 0.1 : 0.4)
    }
    training.potentialInitializer = .normal(deviation: 0.1)
    training.shift = 0.5
    if case .fGAN = ascent { training.potentialRate = 5e-4 }
    if case .bGAN = ascent { training.potentialRate = 5e-4 }
    return (training, rate)
  }

  /// Whether a constant added to a potential changes nothing, so that its last bias has no gradient but
  /// rounding.
  private static func isFree(_ name: String, in flow: any Flow) -> Bool {
    switch flow {
    case is WassersteinOneFlow: name == "potential/layer2/bias"
    case is WassersteinTwoFlow: name == "phi/layer2/bias"
    default: false
    }
  }

  @Test("are the same where (η, ε) meets η ε, for every flow", arguments: flows)
  func theorem(_ flow: any Flow) throws {
    let stepSize = 0.25
    let (training, rate) = Self.training(of: flow)
    var euler = training
    euler.stepSize = stepSize
    var adversarial = euler
    adversarial.update = .adversarial
    euler.generatorOptimizer = .sgd(rate: rate)
    adversarial.generatorOptimizer = .sgd(rate: rate * stepSize)
    let (a, b, start) = (euler.dynamics(), adversarial.dynamics(), euler.dynamics())
    euler.train(a, 0..<50)
    adversarial.train(b, 0..<50)
    for (index, parameter) in a.parameters.enumerated() {
      let (other, first) = (b.parameters[index], start.parameters[index])
      let difference = Self.norm(zip(parameter.elements, other.elements).map { $0 - $1 })
      let moved = Self.norm(zip(parameter.elements, first.elements).map { $0 - $1 })
      let size = Self.norm(parameter.elements)
      #expect(
        difference < 1e-5 * size || Self.isFree(parameter.name, in: flow),
        "\(parameter.name): \(difference / size)")
      #expect(
        Self.isFree(parameter.name, in: flow) || moved > 100 * difference && moved > 0,
        "\(parameter.name) moved \(moved / size), differs \(difference / size)")
    }
  }
}
