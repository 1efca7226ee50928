internal import HDF5

/// The file of a sweep: a copy of what its runs found, in one piece that can be mailed.
///
/// The layout is described in the manual under "Results". The same runs give the same bytes, times
/// aside.
package enum SweepFile {
  /// What a sweep file says about itself.
  package struct Heading: Sendable, Equatable {
    package var experiment: String
    package var gfrunVersion: String
    /// When it was put together, ISO 8601 in UTC.
    package var created: String

    package init(experiment: String, gfrunVersion: String, created: String) {
      self.experiment = experiment
      self.gfrunVersion = gfrunVersion
      self.created = created
    }
  }

  /// The bytes of samples that a sweep file copies at most, before compression: 256 MiB.
  package static let sampleBudget = 256 << 20

  /// Puts the runs of a sweep together, in place of what was at `path`.
  ///
  /// A run whose file is missing or damaged is there with its status, and NaN for all it did not
  /// find.
  ///
  /// - Parameters:
  ///   - rows: the planned runs, in order; all with the same swept paths in the same order.
  ///   - heading: what the file says about itself.
  ///   - claims: what became of the claims about the sweep, where they were tested.
  ///   - path: where it goes.
  ///   - sampleBudget: where the snapshots take more bytes than this, the first samples of each are kept;
  ///     none where it is 0.
  /// - Returns: the run files that could not be read, each with its reason.
  /// - Throws: `ResultsError.cannotWrite` or `.cannotBuild`; what was at `path` is then still there.
  @discardableResult
  package static func write(
    _ rows: [SweepRow], heading: Heading, claims: [SweepClaim] = [], to path: String,
    sampleBudget: Int = sampleBudget
  ) throws(ResultsError) -> [ResultsError] {
    var runs: [SweepRun] = []
    for row in rows { runs.append(try SweepRun(row)) }
    let image: [UInt8]
    do throws(HDF5Error) {
      let file = try File.building(path)
      try SweepFileWriter(
        root: file.root(), heading: heading, runs: runs, sampleBudget: sampleBudget
      ).write()
      try SweepClaims(claims: claims).write(in: file.root())
      image = try file.image()
    } catch {
      throw .cannotBuild(path: path, reason: error.description)
    }
    try AtomicFile.publish(image, to: path)
    return runs.compactMap(\.problem)
  }

  /// Reads the table of the runs: who they are, what was varied, what they found at the end.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func readTable(from path: String) throws(ResultsError) -> SweepTable {
    try reading(path) { reader throws(HDF5Error) in try reader.table() }
  }

  /// Reads what became of the claims about the sweep; nothing where they were not tested on these runs.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func readClaims(from path: String) throws(ResultsError) -> [SweepClaim] {
    try reading(path) { reader throws(HDF5Error) in try reader.claims() }
  }

  /// Reads how one metric went in every run; nil where the sweep has no such metric.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func readCurves(
    of metric: String, from path: String
  ) throws(ResultsError) -> SweepCurves? {
    try reading(path) { reader throws(HDF5Error) in try reader.curves(of: metric) }
  }

  private static func reading<Result>(
    _ path: String, _ body: (SweepFileReader) throws(HDF5Error) -> Result
  ) throws(ResultsError) -> Result {
    let root = try ResultsFile.open(path, format: Layout.sweepFormat)
    do throws(HDF5Error) {
      return try body(SweepFileReader(root: root))
    } catch {
      throw .damaged(path: path, reason: error.description)
    }
  }
}
