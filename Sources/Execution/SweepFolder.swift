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

  /// The folder of `experiment` at `path`.
  init(path: String, experiment: String) {
    self.path = Self.trimmed(path)
    self.experiment = experiment
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

  /// Who carries out which run.
  package var leases: String { "\(internals)/leases" }

  /// The lease of one run.
  package func leaseFile(_ id: String) -> String { "\(leases)/\(id)" }

  /// What runs wrote to their error streams.
  package var logs: String { "\(internals)/logs" }

  /// What one run wrote to its error stream.
  package func logFile(_ id: String) -> String { "\(logs)/\(id).log" }

  /// Why runs failed.
  package var failures: String { "\(internals)/failures" }

  /// Why one run failed.
  package func failureFile(_ id: String) -> String { "\(failures)/\(id).json" }

  /// Results that came second and differ from the first.
  package var duplicates: String { "\(internals)/duplicates" }

  /// What is known of the run files without opening them.
  var indexFile: String { "\(internals)/index" }

  /// The runs of the last plan, in order, with their cases and swept values.
  package var planFile: String { "\(internals)/plan.json" }
}
