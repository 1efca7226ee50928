internal import HDF5

/// Everything of a run but its big arrays: how it ended, where it comes from, its curves and its words.
package struct RunAccount: Sendable {
  /// The 12 digits of its id.
  package let runID: String
  /// Why it diverged or failed.
  package let message: String?
  /// When, where and with what it was made.
  package let provenance: Provenance
  /// The resolved run as YAML.
  package let config: String
  /// The experiment file as the user wrote it.
  package let source: String
  /// What went on in it, as numbers per iteration.
  package let curves: RunCurves
  /// The times of its snapshots, without the samples.
  package let snapshots: SampleRecord
}

extension RunFile {
  /// Reads all of a run but samples, densities and models.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func account(of path: String) throws(ResultsError) -> RunAccount {
    try reading(path) { reader throws(HDF5Error) in
      RunAccount(
        runID: try reader.requiredText("run_id"),
        message: try reader.root.attributes.text("message"),
        provenance: try reader.provenance(), config: try reader.root.dataset("config").readText(),
        source: try reader.root.dataset("source").readText(),
        curves: RunCurves(
          status: try reader.status(), iterations: try reader.requiredInteger("iterations"),
          metrics: try reader.metrics(), training: try reader.training()),
        snapshots: try reader.sampleOutline())
    }
  }
}
