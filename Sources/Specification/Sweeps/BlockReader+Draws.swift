internal import YAML

extension BlockReader {
  /// Reads `random`, `sobol` or `latin-hypercube`.
  mutating func readDraws(_ node: Node, _ design: Sweep.Draws.Design, key: SourceLocation) {
    guard let entries = mapping(node) else { return }
    let shared = sharedCondition(entries)
    let own = parameters(entries, design, key: key)
    let reserved = BlockReader.parameterFields(of: design).map(\.name) + [SweepLanguage.when.name]
    let assignments = flattened(entries.filter { !reserved.contains($0.key) }) {
      BlockReader.hasDistribution($0)
    }
    if assignments.isEmpty { report(.emptySweep("path to draw values for"), at: key) }
    var axes: [Sweep.Axis] = []
    for (dimension, assignment) in assignments.enumerated() {
      guard let (distribution, conditions) = distribution(assignment, design) else { continue }
      guard let own else { continue }
      let draws = Sweep.Draws(
        design: design, count: own.count, seed: drawSeed, isScrambled: own.isScrambled,
        dimension: dimension, distribution: distribution, place: assignment.value.location,
        countPlace: own.countPlace)
      axes.append(
        Sweep.Axis(
          path: assignment.path, place: assignment.place, values: .draws(draws),
          conditions: shared + conditions))
    }
    if !axes.isEmpty { block.draws.append(axes) }
  }

  private static func parameterFields(of design: Sweep.Draws.Design) -> [Field] {
    design == .sobol ? [SweepLanguage.count, SweepLanguage.scramble] : [SweepLanguage.count]
  }

  private mutating func parameters(
    _ entries: [Entry], _ design: Sweep.Draws.Design, key: SourceLocation
  ) -> (count: Int, countPlace: SourceLocation, isScrambled: Bool)? {
    let fields = BlockReader.parameterFields(of: design)
    var decoder = Decoder(vocabulary: Vocabulary())
    let object = decoder.object(
      entries.filter { entry in fields.contains { $0.name == entry.key } }, fields,
      at: Path(["sweep", design.rawValue]), place: key)
    diagnostics += decoder.diagnostics
    guard let count = object[SweepLanguage.count.name]?.integerOrNil,
      let entry = entries.first(where: { $0.key == SweepLanguage.count.name })
    else { return nil }
    return (count, entry.value.location, object[SweepLanguage.scramble.name]?.booleanOrNil ?? true)
  }

  private static func hasDistribution(_ node: Node) -> Bool {
    guard let entries = node.entries else { return false }
    return node[SweepLanguage.when.name] != nil
      || entries.contains { entry in
        SweepLanguage.distributions.contains { $0.name == entry.key }
      }
  }

  /// The distribution of a path, and the runs that take its values.
  private mutating func distribution(
    _ assignment: Sweep.Assignment, _ design: Sweep.Draws.Design
  ) -> (Sweep.Distribution, [Sweep.Selector])? {
    let names = SweepLanguage.distributions.map(\.name)
    guard BlockReader.hasDistribution(assignment.value) else {
      reportNoDistribution(assignment, names)
      return nil
    }
    let (rest, conditions) =
      conditional(assignment.value) ?? (assignment.value.entries ?? [], [])
    guard let entry = rest.first, rest.count == 1 else {
      report(.notOneDistribution(assignment.path, names), at: assignment.value.location)
      return nil
    }
    guard names.contains(entry.key) else {
      let nearest = Diagnostic.Nearest(to: entry.key, among: names)
      report(.unknownKind(entry.key, noun: "distribution", nearest), at: entry.keyLocation)
      return nil
    }
    var reader = DistributionReader()
    let distribution = reader.distribution(entry)
    diagnostics += reader.diagnostics
    return distribution.map { ($0, conditions) }
  }

  /// Reports a path without a distribution; its last key may be a misspelt one.
  private mutating func reportNoDistribution(
    _ assignment: Sweep.Assignment, _ names: [String]
  ) {
    if let last = assignment.path.components.last, assignment.path.components.count > 1 {
      let nearest = Diagnostic.Nearest(to: last, among: names)
      if nearest.suggestion != nil {
        return report(.unknownKind(last, noun: "distribution", nearest), at: assignment.place)
      }
    }
    let expected = "a distribution (\(names.joined(separator: ", ")))"
    report(
      .wrongType(expected: expected, found: assignment.value.found),
      at: assignment.value.location)
  }
}
