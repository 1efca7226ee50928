internal import HDF5

/// The file of one run: HDF5, readable as netCDF-4, always whole.
///
/// The layout is described in the manual under "Results".
package enum RunFile {
  /// Writes a run, in place of what was at `path`.
  ///
  /// - Throws: `ResultsError.cannotWrite` or `.cannotBuild`; what was at `path` is then still there.
  package static func write(_ record: RunRecord, to path: String) throws(ResultsError) {
    try AtomicFile.publish(try image(of: record, for: path), to: path)
  }

  /// The bytes of the file of a run.
  ///
  /// - Parameters:
  ///   - record: the run.
  ///   - path: where it is going to be published, for errors only.
  /// - Returns: the bytes as they would lie on disk.
  /// - Throws: `ResultsError.cannotBuild`.
  package static func image(
    of record: RunRecord, for path: String
  ) throws(ResultsError) -> [UInt8] {
    do throws(HDF5Error) {
      let file = try File.building(path)
      try RunFileWriter(root: file.root(), record: record).write()
      return try file.image()
    } catch {
      throw .cannotBuild(path: path, reason: error.description)
    }
  }

  /// Reads no more than which run it is and how it ended.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func outline(of path: String) throws(ResultsError) -> RunOutline {
    try reading(path) { reader throws(HDF5Error) in
      RunOutline(
        runID: try reader.requiredText("run_id"), status: try reader.status(),
        iterations: try reader.requiredInteger("iterations"),
        message: try reader.root.attributes.text("message"),
        seconds: try reader.root.attributes.number("wall_seconds") ?? .nan)
    }
  }

  /// Reads a whole run.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func read(from path: String) throws(ResultsError) -> RunRecord {
    try reading(path) { reader throws(HDF5Error) in try reader.record() }
  }

  /// Reads what a list of runs shows: identity, status and the last value of each metric.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func summary(of path: String) throws(ResultsError) -> RunSummary {
    try reading(path) { reader throws(HDF5Error) in try reader.summary(path: path) }
  }

  /// The fingerprints of everything the run promises, bit for bit, in the order of the file.
  ///
  /// Two runs that agree in all of it have equal lists, whenever, wherever and for whomever they
  /// were made. They are read from the file, not computed again: see `damaged(in:)`.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func digests(of path: String) throws(ResultsError) -> [Digest] {
    try reading(path) { reader throws(HDF5Error) in try reader.digests() }
  }

  /// The paths of datasets that no longer have the digest they were written with, or cannot be
  /// read.
  ///
  /// - Throws: `ResultsError` where the file as a whole cannot be read.
  package static func damaged(in path: String) throws(ResultsError) -> [String] {
    try reading(path) { reader throws(HDF5Error) in try reader.damagedDatasets() }
  }

  static func reading<Result>(
    _ path: String, _ body: (RunFileReader) throws(HDF5Error) -> Result
  ) throws(ResultsError) -> Result {
    let root = try ResultsFile.open(path, format: Layout.runFormat)
    do throws(HDF5Error) {
      return try body(RunFileReader(root: root))
    } catch {
      throw .damaged(path: path, reason: error.description)
    }
  }
}

/// Which run a file holds, and how it ended.
package struct RunOutline: Sendable, Equatable {
  package let runID: String
  package let status: RunStatus
  /// The iterations that were done.
  package let iterations: Int
  /// Why the run diverged or failed.
  package let message: String?
  /// The seconds it took, over all its attempts; not a number where the file does not say.
  package let seconds: Double
}

/// What a list of runs shows of one.
package struct RunSummary: Sendable, Equatable {
  package let path: String
  package let experiment: String
  package let runID: String
  package let status: RunStatus
  package let message: String?
  package let seed: Int
  package let iterations: Int
  package let created: String
  package let finished: String?
  package let wallSeconds: Double
  /// The model of the processor that it was computed on.
  package let cpuModel: String
  /// The iteration of the last evaluation, if there was one.
  package let evaluation: Int?
  /// What each metric found there.
  package let metrics: [FinalMetric]
}

/// What a metric found at the last evaluation.
package struct FinalMetric: Sendable, Equatable {
  package let name: String
  /// NaN where it was not computed.
  package let value: Double
  package let error: Double?
  package let floor: Double?
}
