import ArgumentParser
import Claims
import Execution
import Planning
import Results
import Specification

/// Testing the claims of an experiment on the results there are, and saying what became of them.
struct ClaimsCall {
  let plan: Plan
  let json: Bool

  /// Tests the claims on the runs in `folder`, and keeps the table in its sweep file.
  ///
  /// - Returns: whether all hold.
  func test(in folder: SweepFolder) throws -> Bool {
    guard !plan.claims.isEmpty else { return true }
    let results = try reportingStoreErrors {
      var values = LastValues(plan.decidingMetrics)
      try values.read(in: folder)
      let done = try StoreState(of: folder, remembers: false).done
      var evaluation = ClaimEvaluation(
        plan, wanted: plan.wanted { values.value(of: $0, $1) },
        curves: { done.contains($0) ? try RunFile.curves(of: folder.runFile("\($0)")) : nil })
      let results = try evaluation.results()
      try keep(results, in: folder, hasRuns: !done.isEmpty)
      return results
    }
    show(results)
    return results.allSatisfy { $0.verdict == .holds }
  }

  /// Evaluates the claims on runs made short, to see whether they can be; nothing is judged.
  ///
  /// - Returns: whether all could be evaluated.
  func tryOut(in folder: SweepFolder, _ smoke: SmokeRuns) throws -> Bool {
    guard !plan.claims.isEmpty else { return true }
    let results = try reportingStoreErrors {
      var evaluation = ClaimEvaluation(
        plan, wanted: Array(plan.runs), isShort: true,
        curves: { run in
          try smoke.standIns[run].map { try RunFile.curves(of: folder.runFile("\($0)")) }
        })
      return try evaluation.results()
    }
    show(results)
    return results.allSatisfy { $0.verdict == .notJudged }
  }

  /// Puts the table into the sweep file, unless it is there.
  private func keep(_ results: [ClaimResult], in folder: SweepFolder, hasRuns: Bool) throws {
    guard hasRuns else { return }
    let claims = results.map(\.stored)
    let known = try? SweepFile.readClaims(from: folder.sweepFile)
    // As texts: not a number is equal to itself there.
    guard known.map({ "\($0)" }) != "\(claims)" else { return }
    try Collection(folder: folder, version: Program.current.provenance).write(claims: claims)
  }

  private func show(_ results: [ClaimResult]) {
    let presentation = ClaimsPresentation(experiment: plan.experiment.name, results)
    Console.out(json ? presentation.json : presentation.text)
  }
}
