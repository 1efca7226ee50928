import Arrays
import Glibc
import Training

/// How particles follow a velocity, with what it remembers of former ones.
struct ParticleOptimizer {
  /// A rule, with its settings; the rate is the step ε of the flow.
  enum Rule: Hashable {
    /// x ← x + ε v.
    case euler
    /// Adam on the gradient −v (Kingma & Ba 2015), with bias correction.
    case adam(beta1: Double, beta2: Double, epsilon: Double)
    /// s ← decay · s + (1 − decay) v², the first s being v², x ← x + ε v / (epsilon + √s).
    case adagrad(decay: Double, epsilon: Double)

    /// The names of the averages that it keeps of every coordinate.
    var momentNames: [String] {
      switch self {
      case .euler: []
      case .adam: ["first-moment", "second-moment"]
      case .adagrad: ["second-moment"]
      }
    }
  }

  /// The rule.
  let rule: Rule
  private var moments: [[Double]]
  private var stepCount = 0

  /// An optimiser of `count` coordinates that has not stepped yet.
  init(_ rule: Rule, count: Int) {
    self.rule = rule
    moments = rule.momentNames.map { _ in Array(repeating: 0, count: count) }
  }

  /// Moves particles along a velocity by a step of this length.
  mutating func move(_ particles: inout Matrix<Double>, along v: [Double], step: Double) {
    stepCount += 1
    switch rule {
    case .euler:
      for index in v.indices { particles.elements[index] += step * v[index] }
    case .adam(let beta1, let beta2, let epsilon):
      let time = Double(stepCount)
      let rate = step / (1 - pow(beta1, time))
      let correction = 1 / (1 - pow(beta2, time)).squareRoot()
      for index in v.indices {
        moments[0][index] = beta1 * moments[0][index] + (1 - beta1) * v[index]
        moments[1][index] = beta2 * moments[1][index] + (1 - beta2) * v[index] * v[index]
        particles.elements[index] +=
          rate * moments[0][index] / (moments[1][index].squareRoot() * correction + epsilon)
      }
    case .adagrad(let decay, let epsilon):
      let kept = stepCount == 1 ? 0 : decay
      for index in v.indices {
        moments[0][index] = kept * moments[0][index] + (1 - kept) * v[index] * v[index]
        particles.elements[index] += step * v[index] / (epsilon + moments[0][index].squareRoot())
      }
    }
  }

  /// What it remembers, by name.
  var memory: [String: TrainerState.Content] {
    guard !moments.isEmpty else { return [:] }
    var memory = ["optimizer/steps": TrainerState.Content.integers([stepCount])]
    for (name, moment) in zip(rule.momentNames, moments) {
      memory["optimizer/\(name)"] = .doubles(moment)
    }
    return memory
  }

  /// Takes up what another optimiser of the rule remembered.
  ///
  /// - Throws: `StateError` if something is missing or of the wrong size.
  mutating func restore(_ memory: RememberedArrays) throws(StateError) {
    guard !moments.isEmpty else { return }
    for (index, name) in rule.momentNames.enumerated() {
      moments[index] = try memory.doubles("optimizer/\(name)", count: moments[index].count)
    }
    stepCount = try memory.integer("optimizer/steps")
  }
}
