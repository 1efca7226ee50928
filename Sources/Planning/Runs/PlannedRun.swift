package import Specification

/// One run of a plan.
package struct PlannedRun: Sendable {
  /// A swept path and its value in a run.
  package struct Swept: Sendable, Hashable {
    /// The path.
    package let path: Path
    /// The value; nil where the run has no such path.
    package let value: Value?
  }

  /// What the run is called.
  package let id: RunID
  /// Its place in the plan, from 0.
  package let index: Int
  /// The case it is of; nil in a sweep without cases.
  package let caseName: String?
  /// The values of the paths that the sweep sets, those of cases aside, in the order of `Plan.sweptPaths`.
  package let swept: [Swept]
  /// The seed.
  package let seed: Int

  /// The run under another id: one that was made from it.
  package func with(id: RunID) -> PlannedRun {
    PlannedRun(id: id, index: index, caseName: caseName, swept: swept, seed: seed)
  }
}

/// The runs of a plan, each made when it is asked for.
package struct PlannedRuns: RandomAccessCollection, Sendable {
  let plan: Plan

  /// The place of the first run: 0.
  package var startIndex: Int { 0 }
  /// The number of runs.
  package var endIndex: Int { plan.records.count }

  /// The run at `index`.
  package subscript(index: Int) -> PlannedRun {
    let (structure, point) = plan.place(of: index)
    let swept = plan.sweptPaths.map {
      PlannedRun.Swept(path: $0, value: structure.value(of: $0, at: point))
    }
    let seed = structure.value(of: "seed", at: point)
    return PlannedRun(
      id: plan.records[index].id, index: index, caseName: point.layout.caseName(at: point.steps),
      swept: swept, seed: seed?.integerOrNil ?? 0)
  }
}
