internal import HDF5

/// Lays a run out in a file.
struct RunFileWriter {
  let root: Group
  let record: RunRecord

  func write() throws(HDF5Error) {
    try writeAttributes()
    let config = try root.writeText("config", record.config)
    try config.attributes.set("media_type", .text("application/yaml"))
    try config.attributes.set(Layout.digest, .text(Digest.hex(of: record.config)))
    // The source is kept as it was found; a comment in it changes no result, so it is not promised.
    let source = try root.writeText("source", record.source)
    try source.attributes.set("media_type", .text("application/yaml"))
    try writeSamples()
    try writeMetrics()
    try writeTraining()
    if !record.model.isEmpty { try writeModel() }
    if let checkpoint = record.checkpoint { try write(checkpoint) }
  }

  private func writeAttributes() throws(HDF5Error) {
    let (attributes, provenance) = (root.attributes, record.provenance)
    let texts: [(String, String?)] = [
      ("Conventions", Layout.conventions),
      ("gfrun_format", Layout.runFormat),
      ("gfrun_format_version", Layout.formatVersion),
      ("gfrun_version", provenance.gfrunVersion),
      ("experiment", record.experiment),
      ("run_id", record.runID),
      ("status", record.status.rawValue),
      ("message", record.message),
    ]
    for case (let name, let text?) in texts { try attributes.set(name, .text(text)) }
    try attributes.set("seed", .integer(record.seed))
    try attributes.set("iterations", .integer(record.iterations))
    let origin: [(String, String?)] = [
      ("created", provenance.created),
      ("finished", provenance.finished),
      ("host", provenance.host),
      ("cpu_model", provenance.cpuModel),
      ("kernel_set", provenance.kernelSet),
      ("git_commit", provenance.gitCommit),
      ("command_line", provenance.commandLine),
    ]
    for case (let name, let text?) in origin { try attributes.set(name, .text(text)) }
    try attributes.set("git_dirty", .integer(provenance.gitDirty ? 1 : 0))
    try attributes.set("wall_seconds", .number(provenance.wallSeconds))
    // NeXus' hint to viewers: what to plot first.
    try attributes.set("default", .text("metrics"))
  }

  private func writeSamples() throws(HDF5Error) {
    let samples = record.samples
    let snapshots = samples.iterations.count
    precondition(
      samples.flowTime.count == snapshots && samples.wallTime.count == snapshots
        && samples.snapshots.count == snapshots * samples.count * samples.width,
      "every snapshot has its times and as many samples as the others")
    let snapshot = try root.makePromisedCoordinate(
      "snapshot", samples.iterations, longName: "iteration of the snapshot")
    try root.writePromised(
      "flow_time", samples.flowTime, along: [snapshot], storage: Storage(mayMiss: true)
    )
    .describe("time of the flow", units: "1")
    try root.write("wall_time", samples.wallTime, along: [snapshot])
      .describe("time spent training, measuring apart", units: "s")
    if let density = record.density { try write(density, along: snapshot) }
    guard samples.width > 0, samples.count + samples.targetCount > 0 else { return }
    var axes: [Dimension] = []
    for (name, size) in zip(Layout.sampleAxes(samples.sampleShape), samples.sampleShape) {
      axes.append(try root.makeDimension(name, size: size))
    }
    if samples.count > 0 { try writeSnapshots(along: snapshot, axes) }
    if samples.targetCount > 0 { try writeTarget(axes) }
  }

  /// One chunk per snapshot, as far as 1 MiB allows.
  private func writeSnapshots(
    along snapshot: Dimension, _ axes: [Dimension]
  ) throws(HDF5Error) {
    let samples = record.samples
    let sample = try root.makeDimension("sample", size: samples.count)
    let room = Storage.chunkBytes / (MemoryLayout<Float>.size * samples.width)
    let chunk = [1, max(1, min(samples.count, room))] + samples.sampleShape
    let level = Layout.sampleLevel(width: samples.width)
    let dataset = try root.writePromised(
      "samples", samples.snapshots, along: [snapshot, sample] + axes,
      storage: Storage(chunk: chunk, level: level, mayMiss: true))
    try dataset.describe("draws from the learned law", units: "1")
    try dataset.attributes.set("coordinates", .text("flow_time wall_time"))
  }

  private func writeTarget(_ axes: [Dimension]) throws(HDF5Error) {
    let samples = record.samples
    let sample = try root.makeDimension("target_sample", size: samples.targetCount)
    let level = Layout.sampleLevel(width: samples.width)
    try root.writePromised(
      "target", samples.target, along: [sample] + axes, storage: Storage(level: level)
    ).describe("draws from the target that the metrics compare with", units: "1")
  }

  private func writeMetrics() throws(HDF5Error) {
    let metrics = record.metrics
    precondition(
      metrics.wallTime.count == metrics.iterations.count, "every evaluation has its time")
    let group = try root.makeGroup("metrics")
    let evaluation = try group.makePromisedCoordinate(
      "evaluation", metrics.iterations, longName: "iteration of the evaluation")
    var names = VariableNames(reserved: Layout.metricReserved)
    for (position, series) in metrics.series.enumerated() {
      let variable = names.variable(for: series.name)
      if position == 0 { try hint(at: variable, in: group) }
      let dataset = try write(series, as: variable, in: group, along: evaluation)
      guard let errors = series.errors else { continue }
      precondition(errors.count == series.values.count, "a metric has one error per value")
      let link = names.variable(for: variable + "_error")
      try dataset.attributes.set(Layout.errorLink, .text(link))
      try group.writePromised(link, errors, along: [evaluation], storage: Storage(mayMiss: true))
        .describe("error of \(series.name)", units: series.units)
    }
    try group.write("wall_time", metrics.wallTime, along: [evaluation])
      .describe("time spent training, measuring apart", units: "s")
  }

  private func write(
    _ series: MetricSeries, as variable: String, in group: Group, along evaluation: Dimension
  ) throws(HDF5Error) -> Dataset {
    precondition(
      series.values.count == evaluation.size, "a metric has one value per evaluation")
    let dataset = try group.writePromised(
      variable, series.values, along: [evaluation], storage: Storage(mayMiss: true))
    try dataset.describe(series.longName ?? series.name, units: series.units)
    try dataset.keepName(series.name, variable: variable)
    for attribute in series.attributes {
      precondition(
        !Layout.structuralAttributes.contains(attribute.name),
        "'\(attribute.name)' belongs to the layout")
      try dataset.attributes.set(attribute.name, attribute.value.attribute)
    }
    return dataset
  }

  private func hint(at variable: String, in group: Group) throws(HDF5Error) {
    try group.attributes.set("NX_class", .text("NXdata"))
    try group.attributes.set("signal", .text(variable))
    try group.attributes.set("axes", .text("evaluation"))
  }
}
