internal import HDF5

/// Finds the parts of a run in its file.
struct RunFileReader {
  let root: Group

  func record() throws(HDF5Error) -> RunRecord {
    RunRecord(
      experiment: try requiredText("experiment"), runID: try requiredText("run_id"),
      status: try status(), message: try root.attributes.text("message"),
      seed: try requiredInteger("seed"), iterations: try requiredInteger("iterations"),
      provenance: try provenance(), config: try root.dataset("config").readText(),
      source: try root.dataset("source").readText(), samples: try samples(),
      density: try density(), metrics: try metrics(), training: try training(), model: try model(),
      checkpoint: try checkpoint())
  }

  func summary(path: String) throws(HDF5Error) -> RunSummary {
    let provenance = try provenance()
    let metrics = try metrics()
    return RunSummary(
      path: path, experiment: try requiredText("experiment"), runID: try requiredText("run_id"),
      status: try status(), message: try root.attributes.text("message"),
      seed: try requiredInteger("seed"), iterations: try requiredInteger("iterations"),
      created: provenance.created, finished: provenance.finished,
      wallSeconds: provenance.wallSeconds, cpuModel: provenance.cpuModel,
      evaluation: metrics.iterations.last,
      metrics: metrics.series.map { series in
        FinalMetric(
          name: series.name, value: series.values.last ?? .nan, error: series.errors?.last,
          floor: series.floor)
      })
  }

  func status() throws(HDF5Error) -> RunStatus {
    let text = try requiredText("status")
    guard let status = RunStatus(rawValue: text) else {
      throw failure("'\(text)' is no status")
    }
    return status
  }

  func provenance() throws(HDF5Error) -> Provenance {
    let attributes = root.attributes
    return Provenance(
      created: try requiredText("created"), finished: try attributes.text("finished"),
      wallSeconds: try attributes.number("wall_seconds") ?? .nan,
      host: try requiredText("host"), cpuModel: try requiredText("cpu_model"),
      kernelSet: try requiredText("kernel_set"), gitCommit: try attributes.text("git_commit"),
      gitDirty: try attributes.integer("git_dirty") == 1,
      commandLine: try requiredText("command_line"),
      gfrunVersion: try requiredText("gfrun_version"))
  }

  /// The shapes and times of the samples, without the samples.
  func sampleOutline() throws(HDF5Error) -> SampleRecord {
    var record = SampleRecord(
      iterations: try root.dataset("snapshot").read(),
      flowTime: try root.dataset("flow_time").read(),
      wallTime: try root.dataset("wall_time").read())
    if try root.contains("target") {
      record.sampleShape = Array(try root.dataset("target").shape.dropFirst())
    }
    if try root.contains("samples") {
      let shape = try root.dataset("samples").shape
      guard shape.count > 2, shape[0] == record.iterations.count else {
        throw failure("the samples have shape \(shape) in \(record.iterations.count) snapshots")
      }
      record.count = shape[1]
      record.sampleShape = Array(shape.dropFirst(2))
    }
    return record
  }

  func samples() throws(HDF5Error) -> SampleRecord {
    var record = try sampleOutline()
    if record.count > 0 { record.snapshots = try root.dataset("samples").read() }
    if try root.contains("target") { record.target = try root.dataset("target").read() }
    return record
  }

  func metrics() throws(HDF5Error) -> MetricRecord {
    let group = try root.group("metrics")
    var record = MetricRecord(
      iterations: try group.dataset("evaluation").read(),
      wallTime: try group.dataset("wall_time").read())
    var errors: [String: String] = [:]
    let variables = try group.names().filter { !Layout.metricReserved.contains($0) }
    for variable in variables {
      errors[variable] = try group.dataset(variable).attributes.text(Layout.errorLink)
    }
    let links = Set(errors.values)
    for variable in variables where !links.contains(variable) {
      let dataset = try group.dataset(variable)
      let name = try dataset.givenName(variable)
      let longName = try dataset.attributes.text("long_name")
      var series = MetricSeries(
        name: name, values: try dataset.read(), longName: longName == name ? nil : longName,
        units: try dataset.attributes.text("units") ?? "1",
        attributes: try dataset.description())
      if let link = errors[variable] { series.errors = try group.dataset(link).read() }
      guard series.values.count == record.iterations.count else {
        throw failure("'metrics/\(variable)' has not one value per evaluation")
      }
      record.series.append(series)
    }
    return record
  }

  func training() throws(HDF5Error) -> TrainingRecord {
    let group = try root.group("training")
    var record = TrainingRecord(iterations: try group.dataset("iteration").read())
    for variable in try group.names() where !Layout.trainingReserved.contains(variable) {
      let dataset = try group.dataset(variable)
      record.series.append(
        TrainingColumn(name: try dataset.givenName(variable), values: try dataset.read()))
    }
    return record
  }

  private func model() throws(HDF5Error) -> [ModelParameter] {
    guard try root.contains("model") else { return [] }
    var parameters: [ModelParameter] = []
    let model = try root.group("model")
    for network in try model.names() {
      guard try model.isGroup(network) else { continue }
      let group = try model.group(network)
      let name = try group.attributes.text(Layout.originalName) ?? network
      for variable in try group.names() {
        let dataset = try group.dataset(variable)
        parameters.append(
          ModelParameter(
            network: name, name: try dataset.givenName(variable), shape: dataset.shape,
            values: try dataset.read()))
      }
    }
    return parameters
  }

  func requiredText(_ name: String) throws(HDF5Error) -> String {
    guard let text = try root.attributes.text(name) else {
      throw failure("the attribute '\(name)' is missing")
    }
    return text
  }

  func requiredInteger(_ name: String) throws(HDF5Error) -> Int {
    guard let number = try root.attributes.integer(name) else {
      throw failure("the attribute '\(name)' is missing")
    }
    return number
  }

  func failure(_ reason: String) -> HDF5Error {
    HDF5Error(operation: "read", path: root.path, reason: reason)
  }
}

extension Dataset {
  /// The name that a variable was given.
  func givenName(_ variable: String) throws(HDF5Error) -> String {
    try attributes.text(Layout.originalName) ?? variable
  }

  /// The attributes that describe a metric, in order.
  func description() throws(HDF5Error) -> [NamedMetadata] {
    var result: [NamedMetadata] = []
    for name in try attributes.names() where !Layout.structuralAttributes.contains(name) {
      guard let value = try attributes.value(name) else { continue }
      result.append(NamedMetadata(name, Metadata(value)))
    }
    return result
  }
}
