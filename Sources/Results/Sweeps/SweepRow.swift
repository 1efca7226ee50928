/// One planned run of a sweep, and where its file is.
package struct SweepRow: Sendable, Equatable {
  package var runID: String
  /// The case of the sweep; empty where it has none.
  package var caseName: String
  package var seed: Int
  /// The value of each path that the sweep varies.
  package var swept: [SweptValue]
  /// The run file; nil where there is none.
  package var file: String?
  /// What to call the run where there is no file to say it: `missing`, `failed`.
  package var status: String

  package init(
    runID: String, caseName: String = "", seed: Int, swept: [SweptValue] = [],
    file: String?, status: String = "missing"
  ) {
    self.runID = runID
    self.caseName = caseName
    self.seed = seed
    self.swept = swept
    self.file = file
    self.status = status
  }
}

/// What one run has at one path that the sweep varies.
package struct SweptValue: Sendable, Equatable {
  /// The path in the resolved run: `flow.persistency`.
  package var path: String
  /// nil where this run has nothing at that path.
  package var value: SweptScalar?

  package init(path: String, value: SweptScalar?) {
    self.path = path
    self.value = value
  }
}

/// A value that a sweep can set.
package enum SweptScalar: Sendable, Equatable {
  case text(String)
  case integer(Int)
  case number(Double)
}

extension SweptScalar: CustomStringConvertible {
  package var description: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .number(let number): String(number)
    }
  }
}
