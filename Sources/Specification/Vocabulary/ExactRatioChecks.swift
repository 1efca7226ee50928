/// What must hold for the density ratio to be known in closed form.
enum ExactRatioChecks {
  static let all = [
    generator, laws, flow, total, withoutEffect("schedule.potential"),
    withoutEffect("flow.penalty"), monotone,
  ]

  /// The laws whose density a graph can compute.
  private static let laws = Check(reads: ["trainer", "potential", "data"]) { run, context in
    guard isAsked(run) else { return [] }
    let known = ["gaussian", "gaussian-mixture", "gaussian-ring", "gaussian-grid"]
    let findings = ["target", "source"].compactMap { side -> Finding? in
      guard let kind = run["data"][side]["kind"].textOrNil, !known.contains(kind) else {
        return nil
      }
      return Finding(
        Path(["data", side]), "potential 'exact-ratio' does not know the density of '\(kind)'",
        hint: "expected \(known.dropLast().joined(separator: ", ")) or \(known[3])")
    }
    guard findings.isEmpty, let source = RunChecks.dimension("source", of: run, context),
      let target = RunChecks.dimension("target", of: run, context), source != target
    else { return findings }
    return [
      Finding(
        "data.source",
        "potential 'exact-ratio' needs equal dimensions, but the source has \(source) and the target \(target)"
      )
    ]
  }

  private static func isAsked(_ run: Value) -> Bool {
    run["potential"]["kind"].textOrNil == "exact-ratio"
      && run["trainer"]["kind"].textOrNil != "particles"
  }

  private static let generator = Check(reads: ["trainer", "potential", "generator"]) { run, _ in
    guard isAsked(run), let kind = run["generator"]["kind"].textOrNil, kind != "affine" else {
      return []
    }
    return [
      Finding(
        "potential", "potential 'exact-ratio' needs the density of the generator's law",
        hint: "expected generator: affine, not \(kind)")
    ]
  }

  /// The potential of the flow is the ratio's logit.
  private static let flow = Check(reads: ["trainer", "potential", "flow"]) { run, _ in
    guard isAsked(run), let kind = run["flow"]["kind"].textOrNil else { return [] }
    let ascent = run["flow"]["h"]["kind"].textOrNil
    let name: String
    switch (kind, ascent) {
    case ("jsd", _): return []
    case ("monoflow", "least-squares"): name = "flow 'monoflow' with h 'least-squares'"
    case ("monoflow", _): return []
    default: name = "flow '\(kind)'"
    }
    return [
      Finding(
        "potential", "the potential of \(name) is not the logarithm of the density ratio",
        hint: "expected flow jsd, or monoflow with another h")
    ]
  }

  /// The targets of a forward-Euler update are held fixed.
  private static let total = Check(reads: ["trainer", "potential", "flow.update"]) { run, _ in
    guard isAsked(run), run["potential"]["gradient"].textOrNil == "total",
      run["flow"]["update"].textOrNil == "forward-euler"
    else { return [] }
    return [
      Finding(
        "potential.gradient",
        "a total gradient needs update: adversarial; the targets of forward-euler are held fixed",
        hint: "expected flow.update: adversarial, or gradient: samples")
    ]
  }

  /// Where −f(eᵈ) decreases, particles walk away from the target.
  private static let falling = [
    "kl": "decreases where the ratio is above 1 / e",
    "chi-squared": "decreases where the ratio is above 1",
    "hellinger": "decreases where the ratio is above 1",
    "jensen-shannon": "decreases where the ratio is above 1",
  ]

  /// Only a gradient through the density too descends the divergence itself.
  private static let monotone = Check(reads: ["flow.h", "potential", "trainer"]) { run, _ in
    let ascent = run["flow"]["h"]
    guard ascent["kind"].textOrNil == "divergence-loss", let name = ascent["of"].textOrNil,
      let failure = falling[name], run["potential"]["gradient"].textOrNil != "total",
      run["trainer"]["kind"].textOrNil != "density"
    else { return [] }
    return [
      Finding(
        "flow.h.of", "h = −f(eᵈ) of \(name) \(failure), so the flow need not approach the target",
        hint: "the gradient flow of the divergence is h: {kind: divergence, of: \(name)}",
        severity: .warning)
    ]
  }

  /// What is said of training a potential that is not trained.
  private static func withoutEffect(_ key: Path) -> Check {
    Check(reads: ["trainer", "potential", key], doubting: key) { run, context in
      guard isAsked(run), context.isGiven(key) else { return [] }
      return [
        Finding(
          key, "'\(key)' has no effect when 'potential' is exact-ratio",
          hint: "an exact ratio is not trained", severity: .warning, isAboutKey: true)
      ]
    }
  }
}
