/// What must hold for a density to be moved on a grid.
enum DensityChecks {
  static let all =
    [laws, dimension, axes, flow, classes]
    + [
      "generator", "potential", "schedule.generator", "schedule.potential", "schedule.batch",
      "flow.update", "flow.persistency", "flow.fit", "flow.penalty",
    ].map(withoutEffect)

  private static func isAsked(_ run: Value) -> Bool {
    run["trainer"]["kind"].textOrNil == "density"
  }

  /// The density of both laws is known.
  private static let laws = Check(reads: ["trainer", "data"]) { run, context in
    guard isAsked(run) else { return [] }
    return ["target", "source"].compactMap { side -> Finding? in
      guard let name = run["data"][side]["kind"].textOrNil,
        let kind = context.vocabulary.kind(named: name, in: .law), !kind.traits.contains(.density)
      else { return nil }
      let able = context.vocabulary.kinds(of: .law).filter { $0.traits.contains(.density) }
      return Finding(
        Path(["data", side]), "trainer 'density' needs a known density, which '\(name)' has not",
        hint: "laws with a known density: \(able.map(\.name).joined(separator: ", "))")
    }
  }

  /// Both live on the line, or in the plane.
  private static let dimension = Check(reads: ["trainer", "data"]) { run, context in
    guard isAsked(run), let target = RunChecks.dimension("target", of: run, context),
      let source = RunChecks.dimension("source", of: run, context)
    else { return [] }
    guard target <= 2 else {
      return [
        Finding(
          "data.target",
          "trainer 'density' needs one or two dimensions, but the target has \(target)"
        )
      ]
    }
    guard source == target else {
      return [
        Finding(
          "data.source",
          "trainer 'density' needs equal dimensions, but the source has \(source) and the target \(target)"
        )
      ]
    }
    return []
  }

  /// There is a number of cells and an interval for each coordinate.
  private static let axes = Check(reads: ["trainer", "data.target"]) { run, context in
    guard isAsked(run), let target = RunChecks.dimension("target", of: run, context), target <= 2
    else { return [] }
    let plural = target == 1 ? "" : "s"
    return [("cells", "number"), ("domain", "interval")].compactMap { key, noun -> Finding? in
      guard let count = run["trainer"][key].listOrNil?.count, count != target else { return nil }
      return Finding(
        Path(["trainer", key]),
        "'\(key)' has \(count) \(noun)\(count == 1 ? "" : "s"), but the target has dimension \(target)",
        hint: "expected \(target) \(noun)\(plural)")
    }
  }

  /// An interval ends after it begins.
  static let ends = Check(reads: ["domain"]) { trainer, _ in
    let intervals = (trainer["domain"].listOrNil ?? []).map { $0.numbersOrNil ?? [] }
    return intervals.indices.compactMap { index in
      guard intervals[index].count == 2, intervals[index][0] >= intervals[index][1] else {
        return nil
      }
      let ends = intervals[index].map(NumberText.canonical)
      return Finding(
        Path(["domain", String(index)]), "an interval must rise: \(ends[0]) is not below \(ends[1])"
      )
    }
  }

  /// The velocity is a function of the density ratio, and points towards the target.
  private static let flow = Check(reads: ["trainer", "flow"]) { run, _ in
    guard isAsked(run), let kind = run["flow"]["kind"].textOrNil else { return [] }
    let h = run["flow"]["h"]
    switch (kind, h["kind"].textOrNil) {
    case ("jsd", _): return []
    case ("monoflow", "arcsinh"):
      return [
        Finding(
          "flow.h",
          "trainer 'density' needs ∫ h′(−ln v) dv in closed form, which 'arcsinh' has not",
          hint: "expected another h")
      ]
    case ("monoflow", "divergence-loss"):
      guard let divergence = h["of"].textOrNil, divergence != "reverse-kl" else { return [] }
      return [
        Finding(
          "flow.h",
          "h = −f(eᵈ) of \(divergence) does not increase, so that its Fokker–Planck equation runs backwards in time and has no solution",
          hint: "the gradient flow of the divergence is h: {kind: divergence, of: \(divergence)}")
      ]
    case ("monoflow", _): return []
    default:
      return [
        Finding(
          "flow", "the velocity of flow '\(kind)' is no function of the density ratio",
          hint: "trainer 'density' moves by flow jsd or monoflow")
      ]
    }
  }

  /// Samples of a density come from no point of the source.
  private static let classes = Check(reads: ["trainer", "metrics.compute"]) { run, context in
    guard isAsked(run) else { return [] }
    return (run["metrics"]["compute"].listOrNil ?? []).enumerated().compactMap { index, metric in
      let name = metric["kind"].textOrNil ?? ""
      guard let kind = context.vocabulary.kind(named: name, in: .metric),
        (kind.needs?(metric) ?? []).contains(where: { $0.trait == .classes && $0.law == "source" })
      else { return nil }
      return Finding(
        Path(["metrics", "compute", String(index)]),
        "metric '\(name)' needs classes, which the samples of trainer 'density' have not")
    }
  }

  /// What is said of keys about networks and their training.
  private static func withoutEffect(_ key: Path) -> Check {
    Check(reads: ["trainer", key], doubting: key) { run, context in
      guard isAsked(run), context.isGiven(key) else { return [] }
      return [
        Finding(
          key, "'\(key)' has no effect when 'trainer' is density",
          hint: "a density is moved by the flow's own equation", severity: .warning,
          isAboutKey: true)
      ]
    }
  }
}
