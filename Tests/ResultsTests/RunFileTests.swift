import Results
import Testing

@Suite("A run file")
struct RunFileTests {
  @Test("gives back every number, text and name", arguments: [[2], [1, 4, 3], [9], [3, 2]])
  func roundTrip(shape: [Int]) throws {
    let folder = try Folder()
    let path = folder.file("run.h5")
    let record = Sample.run(shape: shape, status: .diverged)
    try RunFile.write(record, to: path)
    let read = try RunFile.read(from: path)
    // NaN is not equal to itself, but it is written as NaN.
    #expect("\(read)" == "\(record)")
    #expect(read.samples == record.samples)
    #expect(read.model == record.model)
    #expect(read.training == record.training)
  }

  @Test("gives back a density with its grid", arguments: [[7], [3, 5]])
  func density(shape: [Int]) throws {
    let folder = try Folder()
    var record = Sample.run()
    let cells = shape.reduce(1, *)
    record.density = DensityRecord(
      axes: zip(["x", "y"], shape).map { name, count in
        .init(name: name, coordinates: (0..<count).map { Double($0) / 3 - 1 })
      },
      values: (0..<record.samples.iterations.count * cells).map { 1 / (1 + Double($0)) })
    try RunFile.write(record, to: folder.file("run.h5"))
    let read = try RunFile.read(from: folder.file("run.h5"))
    #expect(read.density == record.density)
    #expect(read.samples == record.samples)
    let paths = try RunFile.digests(of: folder.file("run.h5")).map(\.path)
    #expect(paths.contains("density") && paths.contains("x"))
  }

  @Test("gives back a run that found nothing")
  func emptyRun() throws {
    let folder = try Folder()
    var record = Sample.run(status: .failed)
    record.message = "out of memory"
    record.provenance.finished = nil
    record.provenance.gitCommit = nil
    (record.samples, record.metrics) = (SampleRecord(), MetricRecord())
    (record.training, record.model) = (TrainingRecord(), [])
    try RunFile.write(record, to: folder.file("run.h5"))
    #expect(try RunFile.read(from: folder.file("run.h5")) == record)
  }

  @Test("is summed up by its last evaluation")
  func summary() throws {
    let folder = try Folder()
    let path = folder.file("run.h5")
    let record = Sample.run(status: .diverged)
    try RunFile.write(record, to: path)
    let summary = try RunFile.summary(of: path)
    #expect(summary.runID == record.runID && summary.status == .diverged)
    #expect(summary.message == record.message && summary.seed == 7)
    #expect(summary.evaluation == 200 && summary.iterations == 200)
    #expect(summary.metrics.map(\.name) == ["w1", "MMD² (gaussian)"])
    #expect(summary.metrics[0].value == record.metrics.series[0].values.last)
    #expect(summary.metrics[0].error == record.metrics.series[0].errors?.last)
    #expect(summary.metrics.map(\.floor) == [0.094, nil])
  }

  @Test("keeps two names apart that would be one variable")
  func collidingNames() throws {
    let folder = try Folder()
    let path = folder.file("run.h5")
    var record = Sample.run()
    let values = record.metrics.iterations.map(Double.init)
    let names = ["W1", "w1", "w1_error", "evaluation", "wall_time", "2nd", "", "größe", "grö/e"]
    record.metrics.series = names.map { MetricSeries(name: $0, values: values, errors: values) }
    record.training.series = ["step", "iteration", "a/b", "a.b"].map {
      TrainingColumn(name: $0, values: values)
    }
    try RunFile.write(record, to: path)
    let read = try RunFile.read(from: path)
    #expect(read.metrics == record.metrics)
    #expect(read.training == record.training)
  }
}

@Suite("The digests of a run file")
struct DigestTests {
  /// The digests of a run after `change`.
  private func digests(_ change: (inout RunRecord) -> Void = { _ in }) throws -> [Digest] {
    let folder = try Folder()
    var record = Sample.run()
    change(&record)
    try RunFile.write(record, to: folder.file("run.h5"))
    return try RunFile.digests(of: folder.file("run.h5"))
  }

  @Test("do not change with the clock, the host, or a comment in the user's file")
  func clocks() throws {
    let other = try digests { record in
      record.provenance = Provenance(
        created: "2031-01-01T00:00:00Z", wallSeconds: 1, host: "other", cpuModel: "other",
        kernelSet: "other", commandLine: "other", gfrunVersion: "other")
      record.samples.wallTime = record.samples.wallTime.map { $0 + 1 }
      record.metrics.wallTime = record.metrics.wallTime.map { $0 + 1 }
      record.source += "# a remark\n"
    }
    #expect(try digests() == other)
  }

  @Test("are those of everything that is promised, in the order of the file")
  func paths() throws {
    let expected = [
      "@status", "config", "snapshot", "flow_time", "samples", "target", "metrics/evaluation",
      "metrics/w1", "metrics/w1@attributes", "metrics/w1_error", "metrics/mmd_gaussian",
      "metrics/mmd_gaussian@attributes", "training/iteration", "training/potential_loss",
      "training/loss_g", "model/generator/layers_0_weight", "model/generator/layers_0_bias",
      "model/potential/scale",
    ]
    #expect(try digests().map(\.path) == expected)
  }

  @Test("are SHA-256 of the little-endian bytes")
  func hex() throws {
    let found = try digests { $0.samples.flowTime = [0, 1, 2, 3] }
    // python3 -c "import numpy, hashlib; print(hashlib.sha256(numpy.arange(4, dtype='<f8').tobytes()).hexdigest())"
    #expect(
      found.first { $0.path == "flow_time" }?.hex
        == "9392b85eaba90b4aa6f39e1f269927b4bd6bec47cd2e34a80cf3ed914c26dc7e")
  }

  @Test("change with the last bit of anything promised")
  func changes() throws {
    let before = try digests()
    let changes: [(String, (inout RunRecord) -> Void)] = [
      ("@status", { $0.status = .diverged }),
      ("config", { $0.config += " " }),
      ("samples", { $0.samples.snapshots[5] = $0.samples.snapshots[5].nextUp }),
      ("target", { $0.samples.target[0].negate() }),
      ("metrics/w1", { $0.metrics.series[0].values[1] = $0.metrics.series[0].values[1].nextUp }),
      ("metrics/w1@attributes", { $0.metrics.series[0].attributes[3].value = .number(0.095) }),
      ("training/loss_g", { $0.training.series[1].values[0].negate() }),
      ("model/potential/scale", { $0.model[2].values[0] += 1 }),
    ]
    for (path, change) in changes {
      let after = try digests(change)
      let changed = zip(before, after).filter { $0 != $1 }.map(\.0.path)
      #expect(changed == [path])
    }
  }

  @Test("find a byte that changed on the disk")
  func damage() throws {
    let folder = try Folder()
    let path = folder.file("run.h5")
    try RunFile.write(Sample.run(), to: path)
    #expect(try RunFile.damaged(in: path).isEmpty)
    var bytes = try folder.bytes("run.h5")
    let text = Array("note: gr".utf8)
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: text) })
    bytes[start] ^= 1
    try AtomicFile.publish(bytes, to: path)
    #expect(try RunFile.damaged(in: path) == ["config"])
  }
}
