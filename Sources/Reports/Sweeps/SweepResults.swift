package import Execution
package import Results

/// What is known of every run of a sweep, from its run files, or from the sweep file alone.
package struct SweepResults: Sendable {
  /// One planned run and what it found.
  package struct Run: Sendable {
    /// The 12 digits of its id.
    package let id: String
    /// The case it is of; empty where the sweep has none.
    package let caseName: String
    /// The seed.
    package let seed: Int
    /// One value per swept path; nil where the run has none.
    package let swept: [SweptScalar?]
    /// How it ended; `missing` or `damaged` where no file says it.
    package let status: String
    /// What it recorded; nil where there is no file to say it.
    package let curves: RunCurves?
    /// Its file; nil where it has none.
    package let file: String?

    /// Whether it has its result: complete, or diverged, which is one too.
    package var isDone: Bool { curves?.status.isFinal ?? false }
  }

  /// The name of the experiment.
  package let experiment: String
  /// The paths that the sweep sets, those of cases aside.
  package let sweptPaths: [String]
  /// The runs, in the order of the plan.
  package let runs: [Run]
  /// What is wrong with files that could not be read.
  package let problems: [ResultsError]

  /// Whether there is more than one case.
  package var hasCases: Bool { Set(runs.map(\.caseName)).count > 1 }

  /// Reads the run files of `folder`; its sweep file where it holds no others.
  ///
  /// - Parameters:
  ///   - folder: where they are.
  ///   - keepsTraining: whether to keep the training series, which may be long, and not only their names.
  /// - Throws: `ResultsError`; `CollectionError` where the stored plan cannot be read.
  package init(folder: SweepFolder, keepsTraining: Bool) throws {
    let names = try FolderListing.names(in: folder.path)
    let hasRuns = names.contains { $0.hasSuffix(".h5") && $0 != "\(folder.experiment).h5" }
    guard hasRuns || !names.contains("\(folder.experiment).h5") else {
      try self.init(sweepFile: folder.sweepFile)
      return
    }
    let rows = try Collection.rows(of: folder)
    var problems: [ResultsError] = []
    let runs = rows.map { row in
      var (curves, status): (RunCurves?, String) = (nil, row.status)
      if let file = row.file {
        do throws(ResultsError) {
          let found = try RunFile.curves(of: file)
          status = found.status.rawValue
          curves = keepsTraining ? found : found.withoutTraining
        } catch {
          problems.append(error)
          status = "damaged"
        }
      }
      return Run(
        id: row.runID, caseName: row.caseName, seed: row.seed, swept: row.swept.map(\.value),
        status: status, curves: curves, file: row.file)
    }
    self.init(
      experiment: folder.experiment, sweptPaths: rows.first?.swept.map(\.path) ?? [], runs: runs,
      problems: problems)
  }

  /// Reads a sweep file, which has metrics but no training series.
  ///
  /// - Throws: `ResultsError`.
  package init(sweepFile path: String) throws(ResultsError) {
    let table = try SweepFile.readTable(from: path)
    var metrics: [(name: String, curves: SweepCurves)] = []
    for name in table.metrics {
      if let curves = try SweepFile.readCurves(of: name, from: path) {
        metrics.append((name, curves))
      }
    }
    let runs = table.rows.enumerated().map { index, row in
      Run(
        id: row.runID, caseName: row.caseName, seed: row.seed, swept: row.swept,
        status: row.status,
        curves: RunStatus(rawValue: row.status).flatMap { status in
          row.iterations.map {
            RunCurves(
              status: status, iterations: $0, metrics: MetricRecord(metrics, ofRun: index))
          }
        }, file: nil)
    }
    self.init(
      experiment: table.experiment, sweptPaths: table.sweptPaths, runs: runs, problems: [])
  }

  private init(
    experiment: String, sweptPaths: [String], runs: [Run], problems: [ResultsError]
  ) {
    (self.experiment, self.sweptPaths) = (experiment, sweptPaths)
    (self.runs, self.problems) = (runs, problems)
  }
}

extension RunCurves {
  /// The same with the names of the training series, and their iterations, alone.
  fileprivate var withoutTraining: RunCurves {
    var copy = self
    copy.training = TrainingRecord(
      iterations: training.iterations,
      series: training.series.map { TrainingColumn(name: $0.name, values: []) })
    return copy
  }
}

extension MetricRecord {
  /// The row of one run in the matrices of a sweep: the evaluations that it has a time for.
  fileprivate init(_ metrics: [(name: String, curves: SweepCurves)], ofRun run: Int) {
    guard let first = metrics.first?.curves else {
      self.init()
      return
    }
    let places = first.iterations.indices.filter { !first.wallTime[run][$0].isNaN }
    self.init(
      iterations: places.map { first.iterations[$0] },
      wallTime: places.map { first.wallTime[run][$0] },
      series: metrics.compactMap { name, curves in
        let values = places.map { curves.values[run][$0] }
        guard !values.allSatisfy(\.isNaN) else { return nil }
        let floor = curves.floors[run]
        return MetricSeries(
          name: name, values: values,
          errors: curves.errors.map { rows in places.map { rows[run][$0] } },
          attributes: floor.isNaN ? [] : [NamedMetadata("floor", .number(floor))])
      })
  }
}
