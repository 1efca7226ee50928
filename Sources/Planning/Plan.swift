package import Specification

/// The runs that an experiment asks for, every one of them valid, in the order of its sweep:
/// by block and case, then along zip, points, grid and draws, the last fastest, then by seed.
package struct Plan: Sendable {
  /// The most runs that a plan may have unless it is told otherwise.
  package static let maximumRuns = 1_000_000

  /// The experiment.
  package let experiment: Experiment
  /// What deserves a warning, sorted by position.
  package let warnings: [Diagnostic]
  /// The paths that zip, points, grid and draws set, in this order.
  package let sweptPaths: [Path]

  /// The claims of the experiment, each with its runs.
  package private(set) var claims: [PlannedClaim] = []

  let layouts: [Layout]
  let structures: [Structure]
  let records: [PlanRecord]
  let replicates: Replicates

  /// Expands the sweep of an experiment and validates every run.
  ///
  /// - Parameters:
  ///   - experiment: what was read.
  ///   - maximumRuns: the most points that the sweep may have before exclusions.
  /// - Throws: all that is wrong with the experiment and any of its runs.
  /// - Complexity: resolves once for every combination of what changes the shape of a run; each run
  ///   then costs the SHA-256 of its text.
  package init(
    experiment: Experiment, maximumRuns: Int = Plan.maximumRuns
  ) throws(SpecificationFailure) {
    let expansion = Expansion(experiment, maximumRuns: maximumRuns)
    let sorted = Diagnostic.sorted(expansion.diagnostics, sources: experiment.sources)
    guard !expansion.hasErrors else {
      throw SpecificationFailure(experiment.failureKind, sorted)
    }
    self.experiment = experiment
    warnings = sorted
    sweptPaths = experiment.sweep.sweptPaths
    layouts = expansion.layouts
    structures = expansion.structures
    records = expansion.records
    replicates = expansion.replicates
    guard !experiment.claims.isEmpty else { return }
    let selection = ClaimSelection(self)
    guard selection.diagnostics.isEmpty else {
      throw SpecificationFailure(
        .invalid,
        Diagnostic.sorted(warnings + selection.diagnostics, sources: experiment.sources))
    }
    claims = selection.claims
  }

  /// The runs.
  package var runs: PlannedRuns {
    PlannedRuns(plan: self)
  }

  /// The run with an id; nil where the plan has none.
  package func run(_ id: RunID) -> PlannedRun? {
    records.firstIndex { $0.id == id }.map { runs[$0] }
  }

  /// The runs whose ids start with `prefix`.
  package func runs(withPrefix prefix: String) -> [PlannedRun] {
    records.indices.filter { records[$0].id.description.hasPrefix(prefix) }.map { runs[$0] }
  }

  /// The run with every default written out.
  package func resolved(_ run: PlannedRun) -> Value {
    let (structure, point) = place(of: run.index)
    return structure.resolved(at: point)
  }

  /// The structure of a run and its point in the structure's layout.
  func place(of run: Int) -> (structure: Structure, point: LayoutPoint) {
    let structure = structures[Int(records[run].structure)]
    let layout = layouts[structure.layout]
    return (
      structure, LayoutPoint(layout: layout, steps: layout.steps(of: Int(records[run].point)))
    )
  }

  /// The resolved run as YAML: an experiment of its own, which has the one run with the same id.
  package func resolvedText(_ run: PlannedRun) -> String {
    YAMLWriter.text(resolved(run))
  }
}
