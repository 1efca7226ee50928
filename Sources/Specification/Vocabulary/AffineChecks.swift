/// What must hold between an affine generator and the laws.
enum AffineChecks {
  static let all = [square, matrixShape, shiftLength]

  private static func dimensions(_ run: Value, _ context: Check.Context) -> (Int, Int)? {
    guard run["generator"]["kind"].textOrNil == "affine",
      let source = RunChecks.dimension("source", of: run, context),
      let target = RunChecks.dimension("target", of: run, context)
    else { return nil }
    return (source, target)
  }

  /// A multiple of the identity is square.
  private static let square = Check(reads: ["generator", "data"]) { run, context in
    guard let (source, target) = dimensions(run, context), source != target,
      run["generator"]["matrix"].numberOrNil != nil
    else { return [] }
    return [
      Finding(
        "generator.matrix",
        "a multiple of the identity needs equal dimensions, but the source has \(source) and the target \(target)",
        hint: "expected \(target) rows of \(source) numbers")
    ]
  }

  /// S takes points of the source to points of the target.
  private static let matrixShape = Check(reads: ["generator", "data"]) { run, context in
    guard let (source, target) = dimensions(run, context),
      let rows = run["generator"]["matrix"].listOrNil
    else { return [] }
    let counts = rows.map { $0.listOrNil?.count ?? 0 }
    guard counts.count != target || counts.contains(where: { $0 != source }) else { return [] }
    return [
      Finding(
        "generator.matrix",
        "the matrix does not take the source, of dimension \(source), to the target, of dimension \(target)",
        hint: "expected \(target) rows of \(source) numbers")
    ]
  }

  private static let shiftLength = Check(reads: ["generator", "data"]) { run, context in
    guard let (_, target) = dimensions(run, context),
      let shift = run["generator"]["shift"].listOrNil, shift.count != target
    else { return [] }
    return [
      Finding(
        "generator.shift",
        "'shift' has \(shift.count) numbers, but the target has dimension \(target)",
        hint: "expected \(target), or one for all")
    ]
  }
}
