/// The runs of a sweep, one row each.
package struct SweepTable: Sendable, Equatable {
  /// One run.
  package struct Row: Sendable, Equatable {
    package var runID: String
    package var caseName: String
    package var seed: Int
    /// How the run ended; `missing` or `damaged` where there was no file to say it.
    package var status: String
    /// One value per swept path; nil where the run has none.
    package var swept: [SweptScalar?]
    /// The iterations that were done; nil where there was no file.
    package var iterations: Int?
    /// NaN where there was no file.
    package var wallSeconds: Double
    /// One value per metric, from the run's last evaluation; NaN where there is none.
    package var final: [Double]
  }

  package var experiment: String
  package var created: String
  package var sweptPaths: [String]
  package var metrics: [String]
  package var rows: [Row]
}

/// How one metric went in every run of a sweep.
package struct SweepCurves: Sendable, Equatable {
  /// The iterations at which any run was evaluated.
  package var iterations: [Int]
  /// One list per run, with one value per iteration; NaN where it was not evaluated.
  package var values: [[Double]]
  /// As `values`, where the metric has errors.
  package var errors: [[Double]]?
  /// As `values`: the seconds of training so far.
  package var wallTime: [[Double]]
  /// One value per run; NaN where it has none.
  package var floors: [Double]
}
