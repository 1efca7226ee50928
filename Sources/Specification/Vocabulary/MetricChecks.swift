/// What must hold between the metrics of a run and the rest of it.
enum MetricChecks {
  static let all = [once, dimensions, needs, neighbours]

  private static func metrics(of run: Value) -> [Value] {
    run["metrics"]["compute"].listOrNil ?? []
  }

  /// A result has one place, named by its metric.
  static let once = Check(reads: ["metrics.compute"]) { run, _ in
    let kinds = metrics(of: run).map { $0["kind"].textOrNil ?? "" }
    return kinds.indices.filter { kinds[..<$0].contains(kinds[$0]) }.map { index in
      Finding(
        Path(["metrics", "compute", String(index)]), "metric '\(kinds[index])' is named twice",
        hint: "results are named by their metric")
    }
  }

  /// A metric is defined in the dimension of the target.
  static let dimensions = Check(reads: ["metrics.compute", "data"]) { run, context in
    guard let dimension = RunChecks.dimension("target", of: run, context) else { return [] }
    return metrics(of: run).enumerated().flatMap { index, metric in
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

  /// What a metric needs of a law is known of it.
  static let needs = Check(reads: ["metrics.compute", "data"]) { run, context in
    metrics(of: run).enumerated().flatMap { index, metric -> [Finding] in
      let name = metric["kind"].textOrNil ?? ""
      let kind = context.vocabulary.kind(named: name, in: .metric)
      return (kind?.needs?(metric) ?? []).compactMap { need -> Finding? in
        let law = run["data"][need.law]["kind"].textOrNil ?? ""
        guard let traits = context.vocabulary.kind(named: law, in: .law)?.traits,
          !traits.contains(need.trait)
        else { return nil }
        let able = context.vocabulary.kinds(of: .law).filter { $0.traits.contains(need.trait) }
        let place = Path(["metrics", "compute", String(index)])
        return Finding(
          need.key.map(place.appending) ?? place,
          "metric '\(name)' needs a \(need.law) with \(need.trait.words), which '\(law)' has not",
          hint: "laws with \(need.trait.words): \(able.map(\.name).joined(separator: ", "))")
      }
    }
  }

  /// Points of files are all that is known of their laws.
  static let needNoLaw = Check(reads: ["metrics.compute"]) { run, context in
    metrics(of: run).enumerated().compactMap { index, metric -> Finding? in
      let name = metric["kind"].textOrNil ?? ""
      let kind = context.vocabulary.kind(named: name, in: .metric)
      guard let need = kind?.needs?(metric).first else { return nil }
      return Finding(
        Path(["metrics", "compute", String(index)]),
        "metric '\(name)' needs a \(need.law) with \(need.trait.words), which points alone have not",
        hint: "it can be computed in a run")
    }
  }

  /// Every point has as many others as a metric wants neighbours of it.
  static let neighbours = Check(reads: ["metrics"]) { run, _ in
    guard let count = run["metrics"]["count"].integerOrNil else { return [] }
    return metrics(of: run).enumerated().compactMap { index, metric -> Finding? in
      guard let wanted = metric["neighbours"].integerOrNil, wanted >= count else { return nil }
      return Finding(
        Path(["metrics", "compute", String(index), "neighbours"]),
        "there are no \(wanted) neighbours among \(count) samples",
        hint: "expected fewer neighbours than 'metrics.count'")
    }
  }
}
