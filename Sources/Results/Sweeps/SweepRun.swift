internal import HDF5

/// A planned run together with what its file holds, the samples themselves aside.
struct SweepRun {
  /// What a run file holds without its samples.
  struct Content {
    let runID: String
    let status: RunStatus
    let iterations: Int
    let wallSeconds: Double
    let source: String
    let metrics: MetricRecord
    /// Without the samples: they are copied one run at a time.
    let samples: SampleRecord
    let targetCount: Int
    /// The digest of the target; nil where there is none.
    let target: String?
  }

  let row: SweepRow
  let content: Content?
  /// Why the file could not be read.
  let problem: ResultsError?

  /// Reads the file of a run; a file that cannot be read is remembered as a problem.
  init(_ row: SweepRow) throws(ResultsError) {
    self.row = row
    guard let file = row.file else {
      (content, problem) = (nil, nil)
      return
    }
    do throws(ResultsError) {
      let found = try RunFile.reading(file) { reader throws(HDF5Error) in try Content(reader) }
      try Self.verify(file, of: row.runID, found)
      content = found
      problem = nil
    } catch {
      content = nil
      problem = error
    }
  }

  /// Makes sure that a file is the run's and reads back what was written, before it is relied on.
  private static func verify(
    _ file: String, of runID: String, _ content: Content
  ) throws(ResultsError) {
    guard content.runID == runID else {
      throw .damaged(path: file, reason: "it holds the run '\(content.runID)'")
    }
    let changed = try RunFile.damaged(in: file)
    guard changed.isEmpty else {
      throw .damaged(path: file, reason: "\(changed.joined(separator: ", ")) cannot be trusted")
    }
  }

  /// How the run ended, as the sweep file says it.
  var status: String {
    if let content { return content.status.rawValue }
    return problem == nil ? row.status : "damaged"
  }

  /// The series of a metric, where the run has it.
  func series(_ name: String) -> MetricSeries? {
    content?.metrics.series.first { $0.name == name }
  }
}

extension SweepRun.Content {
  init(_ reader: RunFileReader) throws(HDF5Error) {
    runID = try reader.root.attributes.text("run_id") ?? ""
    status = try reader.status()
    iterations = try reader.requiredInteger("iterations")
    wallSeconds = try reader.provenance().wallSeconds
    source = try reader.root.dataset("source").readText()
    metrics = try reader.metrics()
    samples = try reader.sampleOutline()
    guard try reader.root.contains("target") else {
      (target, targetCount) = (nil, 0)
      return
    }
    let dataset = try reader.root.dataset("target")
    target = try dataset.attributes.text(Layout.digest)
    targetCount = dataset.shape.first ?? 0
  }
}

extension SweepRun {
  /// The root of the run file, opened again; nil where it has gone in the meantime.
  var source: Group? {
    guard let file = row.file else { return nil }
    return try? File.open(file).root()
  }
}
