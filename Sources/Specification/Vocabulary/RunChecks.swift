/// What must hold between the sections of a run.
enum RunChecks {
  static let all =
    [
      generatorResidual, potentialResidual, metricsOnce, metricDimensions, batchNormalization,
    ] + AffineChecks.all + ExactRatioChecks.all

  static func dimension(_ key: String, of run: Value, _ context: Check.Context) -> Int? {
    let law = run["data"][key]
    return law["kind"].textOrNil
      .flatMap { context.vocabulary.kind(named: $0, in: .law)?.dimension }?(law)
  }

  /// x + MLP(x) needs a source of the dimension of the target.
  private static let generatorResidual = Check(reads: ["generator", "data"]) { run, context in
    guard run["generator"]["residual"].booleanOrNil == true,
      let source = dimension("source", of: run, context),
      let target = dimension("target", of: run, context), source != target
    else { return [] }
    return [
      Finding(
        "generator.residual",
        "a residual generator needs equal dimensions, but the source has \(source) and the target \(target)",
        hint: "expected a source of dimension \(target), or residual: false")
    ]
  }

  /// The potential has one output.
  private static let potentialResidual = Check(reads: ["potential", "data"]) { run, context in
    guard run["potential"]["residual"].booleanOrNil == true,
      let target = dimension("target", of: run, context), target != 1
    else { return [] }
    return [
      Finding(
        "potential.residual",
        "a residual potential needs data of dimension 1, but the target has \(target)",
        hint: "expected residual: false")
    ]
  }

  /// A result has one place, named by its metric.
  static let metricsOnce = Check(reads: ["metrics.compute"]) { run, _ in
    let kinds = (run["metrics"]["compute"].listOrNil ?? []).map { $0["kind"].textOrNil ?? "" }
    return kinds.indices.filter { kinds[..<$0].contains(kinds[$0]) }.map { index in
      Finding(
        Path(["metrics", "compute", String(index)]), "metric '\(kinds[index])' is named twice",
        hint: "results are named by their metric")
    }
  }

  /// A metric is defined in the dimension of the target.
  private static let metricDimensions = Check(reads: ["metrics.compute", "data"]) { run, context in
    guard let dimension = dimension("target", of: run, context) else { return [] }
    return (run["metrics"]["compute"].listOrNil ?? []).enumerated().flatMap { index, metric in
      let name = metric["kind"].textOrNil ?? ""
      guard let kind = context.vocabulary.kind(named: name, in: .metric),
        !kind.dimensions.contains(dimension)
      else { return [Finding]() }
      let (low, high) = (kind.dimensions.lowerBound, kind.dimensions.upperBound)
      let range = high == Int.max ? "at least \(low)" : "from \(low) to \(high)"
      return [
        Finding(
          Path(["metrics", "compute", String(index)]),
          "metric '\(name)' does not compare samples of dimension \(dimension)",
          hint: "expected a dimension \(range)")
      ]
    }
  }

  /// The variance over a batch of one is 0.
  private static let batchNormalization = Check(
    reads: ["schedule.batch", "generator", "potential"]
  ) { run, _ in
    guard run["schedule"]["batch"].integerOrNil == 1 else { return [] }
    return ["generator", "potential"].filter {
      run[$0]["normalization"]["kind"].textOrNil == "batch"
    }.map { network in
      Finding(
        "schedule.batch",
        "batch normalization of the \(network) needs batches of at least 2 samples")
    }
  }
}
