package import Execution
package import Planning
package import Results
package import Specification

/// The runs of a plan that figures can be made of: those whose results are there.
package struct FinishedRuns {
  /// One run with its values.
  package struct Item {
    package let run: PlannedRun
    /// Every key of the run, defaults included.
    package let values: Value
    /// Whether its result is there.
    package let isDone: Bool
    /// Whether that result is that it diverged.
    package let hasDiverged: Bool
  }

  /// The wanted runs, in the order of the plan, done or not.
  package let items: [Item]
  /// Where the results are.
  package let folder: SweepFolder
  /// The paths that the sweep sets, the seed aside.
  let sweptPaths: [String]
  /// Whether the sweep has more than one case.
  let hasCases: Bool

  /// Looks for the results of `plan` in `folder`.
  ///
  /// - Throws: `ResultsError` where the folder cannot be read.
  package init(_ plan: Plan, in folder: SweepFolder) throws(ResultsError) {
    let store = try StoreState(of: folder)
    var last = LastValues(plan.decidingMetrics)
    try last.read(in: folder)
    items = plan.wanted { last.value(of: $0, $1) }.map { run in
      Item(
        run: run, values: plan.resolved(run), isDone: store.done.contains(run.id),
        hasDiverged: store.diverged.contains(run.id))
    }
    self.folder = folder
    sweptPaths = plan.sweptPaths.map(\.text).filter { $0 != "seed" }
    hasCases = Set(items.map(\.run.caseName)).count > 1
  }

  private init(_ items: [Item], like other: FinishedRuns) {
    self.items = items
    folder = other.folder
    sweptPaths = other.sweptPaths
    hasCases = other.hasCases
  }

  /// The runs that meet all conditions of `selection`, a mapping from paths, or case, to a value or a
  /// list of alternatives; all where it is null.
  package func meeting(_ selection: Value) -> FinishedRuns {
    FinishedRuns(items.filter { $0.meets(selection) }, like: self)
  }

  /// The path of the file of a run.
  package func file(of item: Item) -> String { folder.runFile(item.run.id.description) }
}

extension FinishedRuns.Item {
  /// The value that `name` stands for: a path of the run, `case` or `seed`; nil where it has none.
  func value(of name: String) -> Value? {
    switch name {
    case "case": run.caseName.map(Value.string)
    case "seed": .integer(run.seed)
    default: values.value(at: Path(name))
    }
  }

  /// Whether it meets all conditions of `selection`, a mapping from paths, or case, to a value or a list
  /// of alternatives.
  func meets(_ selection: Value) -> Bool {
    (selection.objectOrNil?.members ?? []).allSatisfy { condition in
      let found = value(of: condition.key)
      return (condition.value.listOrNil ?? [condition.value]).contains { $0.isMet(by: found) }
    }
  }
}

extension Value {
  /// Whether `found` is what this value of a selection asks for: the same scalar, a number whether it
  /// is declared as an integer or not, or something of that kind.
  fileprivate func isMet(by found: Value?) -> Bool {
    switch (self, found) {
    case (_, .integer?), (_, .number?): numberOrNil == found?.numberOrNil
    case (.string(let text), .object(let object)?): object["kind"]?.textOrNil == text
    default: self == found
    }
  }
}
