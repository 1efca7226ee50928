internal import HDF5

/// The claims about a sweep, as the table /claims of its file: one row per claim.
struct SweepClaims {
  let claims: [SweepClaim]

  func write(in root: Group) throws(HDF5Error) {
    guard !claims.isEmpty else { return }
    let group = try root.makeGroup(SweepClaims.group)
    let claim = try group.makeCoordinate("claim", Array(claims.indices))
    try claim.scale.describe("number of the claim in the experiment file", units: "1")
    var columns = SweepColumns(root: group, run: claim)
    try columns.write("name", texts: claims.map(\.name), longName: "the claim, in words")
    try columns.write(
      "statement", texts: claims.map(\.statement), longName: "metric, moment, runs and relation")
    let verdicts = claims.map(\.verdict)
    try columns.write("verdict", texts: verdicts, longName: "what became of the claim")
    // For readers that take numbers only.
    try columns.write("verdict_code", codesOf: verdicts, longName: "what became of the claim")
    try columns.write("test", texts: claims.map(\.test), longName: "test that decides")
    try writeNumbers(columns)
  }

  private func writeNumbers(_ columns: SweepColumns) throws(HDF5Error) {
    try columns.write(
      "confidence", numbers: claims.map(\.confidence), longName: "confidence of the one-sided test")
    for (name, side) in [("of", \SweepClaim.subject), ("than", \.reference)] {
      let sides = claims.map { $0[keyPath: side] }
      try columns.write(
        name + "_runs", integers: sides.map { $0?.count }, longName: "runs read of '\(name)'")
      try columns.write(
        name + "_mean", numbers: sides.map { $0?.mean ?? .nan }, longName: "mean of '\(name)'")
      try columns.write(
        name + "_deviation", numbers: sides.map { $0?.deviation ?? .nan },
        longName: "standard deviation of '\(name)' over seeds")
    }
    try columns.write(
      "difference", numbers: claims.map(\.difference), longName: "difference that is tested")
    try columns.write(
      "bound", numbers: claims.map(\.bound),
      longName: "one-sided confidence bound of the difference")
    try columns.write(
      "p_value", numbers: claims.map(\.pValue),
      longName: "chance of evidence as strong for the claim, if it is false")
    try columns.write(
      "seeds_needed", integers: claims.map(\.seedsNeeded),
      longName: "seeds that a decision would take")
  }

  /// The group of the table.
  static let group = "claims"
}

/// Reads the claims that a sweep file keeps.
extension SweepFileReader {
  func claims() throws(HDF5Error) -> [SweepClaim] {
    guard try root.contains(SweepClaims.group) else { return [] }
    let group = try root.group(SweepClaims.group)
    func texts(_ name: String) throws(HDF5Error) -> [String] { try group.dataset(name).readTexts() }
    func numbers(_ name: String) throws(HDF5Error) -> [Double] { try group.dataset(name).read() }
    func integers(_ name: String) throws(HDF5Error) -> [Int] { try group.dataset(name).read() }
    func sides(_ name: String) throws(HDF5Error) -> [SweepClaim.Side?] {
      let (means, deviations) = (try numbers(name + "_mean"), try numbers(name + "_deviation"))
      return try integers(name + "_runs").enumerated().map { row, count in
        count == .missing
          ? nil : SweepClaim.Side(count: count, mean: means[row], deviation: deviations[row])
      }
    }
    let (names, statements) = (try texts("name"), try texts("statement"))
    let (verdicts, tests) = (try texts("verdict"), try texts("test"))
    let (subjects, references) = (try sides("of"), try sides("than"))
    let (confidences, differences) = (try numbers("confidence"), try numbers("difference"))
    let (bounds, pValues) = (try numbers("bound"), try numbers("p_value"))
    let seeds = try integers("seeds_needed")
    return names.indices.map { row in
      SweepClaim(
        name: names[row], statement: statements[row], verdict: verdicts[row], test: tests[row],
        confidence: confidences[row], subject: subjects[row], reference: references[row],
        difference: differences[row], bound: bounds[row], pValue: pValues[row],
        seedsNeeded: seeds[row] == .missing ? nil : seeds[row])
    }
  }
}
