/// What must hold where free particles follow a flow, and where they do not.
enum ParticleChecks {
  static let all =
    [
      flow, potentialOfParticles, potentialOfFlow, exactRatio, score, dimensions, networks,
      allPoints, batch,
      count("metrics.count"), count("samples.count"),
    ] + ineffective

  private static func areAsked(_ run: Value) -> Bool {
    run["trainer"]["kind"].textOrNil == "particles"
  }

  private static func flowName(_ run: Value) -> String { run["flow"]["kind"].textOrNil ?? "" }

  private static func potentialName(_ run: Value) -> String {
    run["potential"]["kind"].textOrNil ?? ""
  }

  /// A kernel flow has no potential that a generator could climb.
  private static let flow = Check(reads: ["trainer", "flow"]) { run, _ in
    guard run["trainer"]["kind"].textOrNil == "generator",
      ParticleFlows.names.contains(flowName(run))
    else { return [] }
    return [
      Finding(
        "flow", "flow '\(flowName(run))' moves free particles, it trains no generator",
        hint: "expected trainer: particles")
    ]
  }

  private static let potentialOfParticles = Check(reads: ["trainer", "potential"]) { run, _ in
    let potential = potentialName(run)
    guard ["generator", "process"].contains(run["trainer"]["kind"].textOrNil),
      Potentials.namesOfParticles.contains(potential)
    else { return [] }
    return [
      Finding(
        "potential", "potential '\(potential)' is computed from free particles",
        hint: "expected trainer: particles, or potential: mlp or exact-ratio")
    ]
  }

  /// Which flows a potential that is not learned belongs to.
  private static let potentialOfFlow = Check(reads: ["trainer", "potential", "flow"]) { run, _ in
    guard areAsked(run), !ParticleFlows.names.contains(flowName(run)) else { return [] }
    let (potential, flow) = (potentialName(run), flowName(run))
    let isRatio = flow == "jsd" || flow == "monoflow"
    let ascent = run["flow"]["h"]["kind"].textOrNil
    switch potential {
    case "exact-transport" where flow != "w1" && flow != "w2":
      let reason = isRatio ? "a density ratio, not a transport plan" : "no transport plan"
      return [
        Finding(
          "potential", "the potential of flow '\(flow)' is \(reason)",
          hint: isRatio
            ? "expected potential: mlp, kde-ratio or gaussian-ratio, or flow: w1 or w2"
            : "expected potential: mlp, or flow: w1 or w2")
      ]
    case "kde-ratio", "gaussian-ratio":
      guard !isRatio || ascent == "least-squares" else { return [] }
      let name = ascent == nil ? "flow '\(flow)'" : "flow 'monoflow' with h 'least-squares'"
      return [
        Finding(
          "potential", "the potential of \(name) is not the logarithm of the density ratio",
          hint: "expected flow jsd, or monoflow with another h")
      ]
    default: return []
    }
  }

  private static let exactRatio = Check(reads: ["trainer", "potential"]) { run, _ in
    guard areAsked(run), potentialName(run) == "exact-ratio" else { return [] }
    return [
      Finding(
        "potential", "free particles have no density in closed form",
        hint: "expected potential: kde-ratio or gaussian-ratio")
    ]
  }

  /// What is computed from the target's density or score needs a target that has them.
  private static let score = Check(reads: ["trainer", "potential", "flow", "data.target"]) {
    run, context in
    guard areAsked(run), let kind = run["data"]["target"]["kind"].textOrNil,
      let law = context.vocabulary.kind(named: kind, in: .law), !law.traits.contains(.density)
    else { return [] }
    let (flow, potential) = (flowName(run), potentialName(run))
    let able = context.vocabulary.kinds(of: .law).filter { $0.traits.contains(.density) }
      .map(\.name).joined(separator: ", ")
    if ParticleFlows.namesOfScored.contains(flow) {
      return [
        Finding(
          "flow", "flow '\(flow)' needs a target with a known density, which '\(kind)' has not",
          hint: "laws with a known density: \(able)")
      ]
    }
    guard knowsDensity(run) else { return [] }
    return [
      Finding(
        "potential",
        "potential '\(potential)' needs a target with a known density, which '\(kind)' has not",
        hint: "expected target-density: estimated; laws with a known density: \(able)")
    ]
  }

  private static let dimensions = Check(reads: ["trainer", "data"]) { run, context in
    guard areAsked(run), let source = RunChecks.dimension("source", of: run, context),
      let target = RunChecks.dimension("target", of: run, context), source != target
    else { return [] }
    return [
      Finding(
        "data.source",
        "particles stay in their space, but the source has dimension \(source) and the target \(target)",
        hint: "expected a source of dimension \(target)")
    ]
  }

  /// Particles that are networks have as many weights for each coordinate of an input.
  private static let networks = Check(reads: ["trainer", "flow", "data"]) { run, context in
    guard areAsked(run), flowName(run) == "network-mmd",
      let weights = RunChecks.dimension("target", of: run, context),
      let hidden = run["flow"]["hidden"].integerOrNil, hidden > 0,
      weights <= hidden || !weights.isMultiple(of: hidden)
    else { return [] }
    let above = max(weights / hidden + 1, 2) * hidden
    return [
      Finding(
        "flow.hidden",
        "networks with \(hidden) hidden units have a multiple of \(hidden) weights, but a particle has \(weights)",
        hint: "expected laws of dimension hidden × (dimension of an input + 1), such as \(above)")
    ]
  }

  private static let allPoints = Check(reads: ["trainer", "data.target"]) { run, _ in
    guard areAsked(run), run["trainer"]["target-draw"].textOrNil == "all",
      let kind = run["data"]["target"]["kind"].textOrNil, kind != "points"
    else { return [] }
    return [
      Finding(
        "trainer.target-draw", "a law of kind '\(kind)' has no end of points",
        hint: "expected once or each-step, or a target of kind points")
    ]
  }

  /// A potential is trained on distinct particles.
  private static let batch = Check(reads: ["trainer", "schedule.batch", "flow", "potential"]) {
    run, _ in
    guard areAsked(run), isLearned(run), let batch = run["schedule"]["batch"].integerOrNil,
      let count = run["trainer"]["count"].integerOrNil, batch > count
    else { return [] }
    return [
      Finding(
        "schedule.batch",
        "the potential is trained on \(batch) particles at a time, but there are \(count)",
        hint: "expected at most 'trainer.count'")
    ]
  }

  /// Samples of a cloud are particles of it.
  private static func count(_ path: Path) -> Check {
    Check(reads: ["trainer", path]) { run, context in
      guard areAsked(run), let wanted = run.value(at: path)?.integerOrNil,
        let count = run["trainer"]["count"].integerOrNil, wanted > count
      else { return [] }
      guard context.isGiven(path) else {
        return [
          Finding(
            "trainer.count",
            "\(count) particles are fewer than the \(wanted) of '\(path)', which is not given",
            hint: "expected \(path): \(count) or less")
        ]
      }
      return [
        Finding(
          path, "'\(path)' is \(wanted), but there are \(count) particles",
          hint: "expected at most 'trainer.count'")
      ]
    }
  }

  /// Whether the potential is made of a density of the target that is known in closed form.
  private static func knowsDensity(_ run: Value) -> Bool {
    !ParticleFlows.names.contains(flowName(run))
      && run["potential"]["target-density"].textOrNil == "exact"
  }

  private static func isLearned(_ run: Value) -> Bool {
    !ParticleFlows.names.contains(flowName(run)) && potentialName(run) == "mlp"
  }
}

// MARK: - Keys without effect

extension ParticleChecks {
  private static let ineffective =
    ["generator", "schedule.generator", "flow.update", "flow.persistency", "flow.fit"].map {
      withoutEffect($0, hint: "free particles are moved, no generator is trained") { _ in true }
    }
    + ["schedule.potential", "schedule.batch", "flow.penalty"].map {
      withoutEffect($0, hint: "no potential is learned") { !isLearned($0) }
    }
    + [
      withoutEffect("potential", hint: "the flow has no potential") {
        ParticleFlows.names.contains(flowName($0))
      }
    ]
    + ["trainer.target-count", "trainer.target-draw"].map {
      withoutEffect(
        $0, when: "no velocity is computed from it",
        hint: "a learned potential sees fresh points, a known density none"
      ) {
        isLearned($0) || ParticleFlows.namesOfScored.contains(flowName($0))
          || knowsDensity($0)
      }
    }

  private static func withoutEffect(
    _ key: Path, when circumstance: String = "'trainer' is particles", hint: String,
    _ isIdle: @escaping @Sendable (Value) -> Bool
  ) -> Check {
    Check(reads: ["trainer", "flow", "potential", key], doubting: key) { run, context in
      guard areAsked(run), isIdle(run), context.isGiven(key) else { return [] }
      return [
        Finding(
          key, "'\(key)' has no effect when \(circumstance)", hint: hint, severity: .warning,
          isAboutKey: true)
      ]
    }
  }
}
