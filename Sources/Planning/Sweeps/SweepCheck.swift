internal import Specification
internal import YAML

/// Finds what is wrong with a sweep before any run of it is made.
struct SweepCheck {
  private(set) var diagnostics: [Diagnostic] = []

  init(_ experiment: Experiment, shapes: StepShapes) {
    for block in experiment.sweep.blocks {
      checkPaths(block)
      for axes in block.draws { checkDraws(axes, shapes) }
    }
    diagnostics += ConditionCheck(experiment).diagnostics
    checkOverriddenValues(experiment)
  }

  /// Reports paths that exist but are no part of what a run does.
  private mutating func checkPaths(_ block: Sweep.Block) {
    let assignments = block.cases.map(\.assignments) + block.points
    for assignment in assignments.joined() { checkPath(assignment.path, assignment.place) }
    for axis in block.axes { checkPath(axis.path, axis.place) }
  }

  private mutating func checkPath(_ path: Path, _ place: SourceLocation) {
    guard
      ExperimentLanguage.keysWithoutEffect.contains(path.text)
        || ExperimentLanguage.pathsWithoutEffect.contains(path)
    else { return }
    diagnostics.append(Diagnostic(.unsweepablePath(path), at: place))
  }

  private mutating func checkDraws(_ axes: [Sweep.Axis], _ shapes: StepShapes) {
    for axis in axes {
      guard case .draws(let draws) = axis.values, let name = draws.distribution.continuousName
      else { continue }
      let schemas = shapes.schemas(at: axis.path)
      if schemas.contains(where: \.acceptsIntegers), !schemas.contains(where: \.acceptsFractions) {
        diagnostics.append(
          Diagnostic(.notInteger(axis.path, distribution: name), at: draws.place))
      }
    }
    guard case .draws(let draws) = axes.first?.values, draws.design == .sobol else { return }
    if axes.count > SobolSequence.maximumDimension {
      let place = axes[SobolSequence.maximumDimension].place
      let problem = Diagnostic.Problem.tooManyDimensions(limit: SobolSequence.maximumDimension)
      diagnostics.append(Diagnostic(problem, at: place))
    }
    if draws.count.nonzeroBitCount > 1 {
      diagnostics.append(
        Diagnostic(.unevenSobol(count: draws.count), at: draws.countPlace, severity: .warning))
    }
  }

  /// Reports values of the file that no run sees, since the sweep sets their paths, but that are wrong.
  private mutating func checkOverriddenValues(_ experiment: Experiment) {
    let resolver = Resolver(vocabulary: experiment.vocabulary, toleratesMissingKeys: true)
    for diagnostic in resolver.resolve(experiment.tree).diagnostics {
      switch diagnostic.problem {
      case .wrongType, .wrongValue, .wrongCount: diagnostics.append(diagnostic)
      default: break  // A key may be missing or unknown only because a case sets another kind.
      }
    }
  }
}

extension Sweep.Distribution {
  /// The name of a distribution whose values are any numbers; nil for the others.
  fileprivate var continuousName: String? {
    switch self {
    case .uniform: "uniform"
    case .logUniform: "log-uniform"
    case .normal: "normal"
    case .logNormal: "log-normal"
    case .integers, .choice: nil
    }
  }
}

extension Schema {
  fileprivate var acceptsFractions: Bool {
    switch self {
    case .number: true
    case .either(let schemas): schemas.contains(where: \.acceptsFractions)
    default: false
    }
  }

  fileprivate var acceptsIntegers: Bool {
    switch self {
    case .integer: true
    case .either(let schemas): schemas.contains(where: \.acceptsIntegers)
    default: false
    }
  }
}
