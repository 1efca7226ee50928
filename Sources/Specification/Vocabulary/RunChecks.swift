/// What must hold between the sections of a run.
enum RunChecks {
  static let all =
    [generatorResidual, potentialResidual, batchNormalization]
    + MetricChecks.all + AffineChecks.all + ExactRatioChecks.all + DensityChecks.all
    + ParticleChecks.all

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
