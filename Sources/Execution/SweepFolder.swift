import Glibc

/// Where the results of one experiment are: `results/<experiment>`.
package struct SweepFolder: Sendable, Equatable {
  /// The name of the experiment.
  package let experiment: String
  /// The path of the folder.
  package let path: String

  /// The folder of `experiment` among all `results`.
  package init(experiment: String, results: String) {
    self.experiment = experiment
    path = Self.trimmed(results) + "/" + experiment
  }

  /// The folder at `path`; its last component, links and dots resolved, is the name of the
  /// experiment.
  package init(path: String) {
    self.path = Self.trimmed(path)
    let resolved = unsafe realpath(path, nil).map { pointer in
      defer { unsafe free(pointer) }
      return unsafe String(cString: pointer)
    }
    experiment = (resolved ?? path).split(separator: "/").last.map(String.init) ?? ""
  }

  private static func trimmed(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return String(path)
  }

  /// The file of one run.
  package func runFile(_ id: String) -> String { "\(path)/\(id).h5" }

  /// The file of the sweep.
  package var sweepFile: String { "\(path)/\(experiment).h5" }

  /// What only gfrun needs.
  package var internals: String { "\(path)/.gfrun" }

  /// The runs of the last plan, in order, with their cases and swept values.
  package var planFile: String { "\(internals)/plan.json" }
}
