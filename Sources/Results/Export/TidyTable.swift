/// What a sweep found as one long table: a row per run and evaluation, or per run and training step.
///
/// Every row has what tells its run apart, so that a filter and a group-by in any tool are enough.
package struct TidyTable {
  /// Which table.
  package enum Contents: String, Sendable, CaseIterable {
    /// A row per run and evaluation: metrics, their errors, the wall time.
    case metrics
    /// A row per run and recorded training step: losses, penalties.
    case training
    /// A row per run: the metrics of its last evaluation.
    case final
  }

  /// One cell.
  package enum Cell: Sendable, Equatable {
    /// Nothing.
    case empty
    case text(String)
    case integer(Int)
    /// Any number, those that are not finite too.
    case number(Double)
  }

  /// The names of the columns.
  package let columns: [String]
  private let table: SweepTable
  private let source: Source

  private enum Source {
    case curves([(name: String, curves: SweepCurves)])
    case training(folder: String, names: [String])
    case final
  }

  /// Opens a sweep file; for `training` the run files must lie beside it.
  ///
  /// - Throws: `ResultsError`.
  package init(_ contents: Contents, of path: String) throws(ResultsError) {
    table = try SweepFile.readTable(from: path)
    let run = ["run_id", "case", "seed", "status"] + table.sweptPaths
    switch contents {
    case .final:
      columns = run + ["iterations", "wall_seconds"] + table.metrics
      source = .final
    case .metrics:
      var found: [(name: String, curves: SweepCurves)] = []
      for name in table.metrics {
        if let curves = try SweepFile.readCurves(of: name, from: path) {
          found.append((name, curves))
        }
      }
      columns =
        run + ["iteration", "wall_time"]
        + found.flatMap { $0.curves.errors == nil ? [$0.name] : [$0.name, $0.name + "_error"] }
      source = .curves(found)
    case .training:
      let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/")
      let prefix = folder.isEmpty ? (path.hasPrefix("/") ? "/" : "") : folder + "/"
      var names: [String] = []
      for row in table.rows where row.iterations != nil {
        let file = "\(prefix)\(row.runID).h5"
        for series in try RunFile.training(of: file).series where !names.contains(series.name) {
          names.append(series.name)
        }
      }
      columns = run + ["iteration"] + names
      source = .training(folder: prefix, names: names)
    }
  }

  /// Hands out the rows, one after the other, in the order of the plan.
  ///
  /// - Throws: `ResultsError`, or what `body` throws.
  package func forEach(_ body: ([Cell]) throws -> Void) throws {
    for (index, row) in table.rows.enumerated() {
      let head: [Cell] =
        [.text(row.runID), .text(row.caseName), .integer(row.seed), .text(row.status)]
        + row.swept.map(Cell.init)
      switch source {
      case .final:
        let tail = row.final.map(Cell.init(found:))
        try body(
          head + [row.iterations.map { .integer($0) } ?? .empty, Cell(found: row.wallSeconds)]
            + tail)
      case .curves(let metrics): try curves(metrics, of: index, head, body)
      case .training(let folder, let names):
        guard row.iterations != nil else { continue }
        try training("\(folder)\(row.runID).h5", names, head, body)
      }
    }
  }

  private func curves(
    _ metrics: [(name: String, curves: SweepCurves)], of run: Int, _ head: [Cell],
    _ body: ([Cell]) throws -> Void
  ) throws {
    guard let first = metrics.first?.curves else { return }
    for (place, iteration) in first.iterations.enumerated() {
      let values = metrics.flatMap { _, curves in
        [curves.values[run][place]] + (curves.errors.map { [$0[run][place]] } ?? [])
      }
      guard !values.allSatisfy(\.isNaN) else { continue }
      try body(
        head + [.integer(iteration), Cell(found: first.wallTime[run][place])]
          + values.map(Cell.init(found:)))
    }
  }

  private func training(
    _ file: String, _ names: [String], _ head: [Cell], _ body: ([Cell]) throws -> Void
  ) throws {
    let record = try RunFile.training(of: file)
    let columns = names.map { name in record.series.first { $0.name == name }?.values }
    for (step, iteration) in record.iterations.enumerated() {
      try body(
        head + [.integer(iteration)] + columns.map { $0.map { .number($0[step]) } ?? .empty })
    }
  }
}

extension TidyTable.Cell {
  /// A number that a sweep file has; not a number stands for nothing there.
  fileprivate init(found number: Double) { self = number.isNaN ? .empty : .number(number) }

  fileprivate init(_ scalar: SweptScalar?) {
    switch scalar {
    case nil: self = .empty
    case .text(let text): self = .text(text)
    case .integer(let integer): self = .integer(integer)
    case .number(let number): self = .number(number)
    }
  }
}
