import Results

/// Runs and folders that the suites here share.
enum Sample {
  /// A run with everything a run can have, none of it round.
  static func run(
    seed: Int = 7, id: String = "0123456789ab", evaluations: Int = 5, count: Int = 40,
    shape: [Int] = [2], status: RunStatus = .complete, created: String = "2026-08-20T12:00:00Z"
  ) -> RunRecord {
    var noise = Noise(state: UInt64(seed))
    let width = shape.reduce(1, *)
    let snapshots = Array(stride(from: 0, through: 300, by: 100))
    let iterations = (0..<evaluations).map { $0 * 50 }
    var w1 = iterations.map { 2 / (1 + Double($0) / 60) + 0.05 * noise.next() }
    if evaluations > 3 { w1[3] = .nan }
    return RunRecord(
      experiment: "ring", runID: id, status: status,
      message: status == .diverged ? "the law left the finite numbers" : nil, seed: seed,
      iterations: (evaluations - 1) * 50,
      provenance: Provenance(
        created: created, finished: "2026-08-20T12:03:00Z", wallSeconds: 12.5, host: "node-1",
        cpuModel: "A Processor", kernelSet: "avx2", gitCommit: "abc123", gitDirty: true,
        commandLine: "gfrun ring.yaml", gfrunVersion: "0.1.0"),
      config: "name: ring\nnote: größer ≥ 1\n", source: "name: ring  # a comment\n",
      samples: SampleRecord(
        sampleShape: shape, count: count, iterations: snapshots,
        flowTime: snapshots.map { Double($0) * 0.1 }, wallTime: snapshots.map { Double($0) / 9 },
        snapshots: noise.floats(snapshots.count * count * width),
        target: Array(noise.floats(60 * width))),
      metrics: MetricRecord(
        iterations: iterations, wallTime: iterations.map { Double($0) / 7 },
        series: [
          MetricSeries(
            name: "w1", values: w1, errors: w1.map { $0 / 100 },
            attributes: [
              NamedMetadata("estimator", .text("exact")), NamedMetadata("exponent", .integer(1)),
              NamedMetadata("count", .integer(2000)), NamedMetadata("floor", .number(0.094)),
            ]),
          MetricSeries(
            name: "MMD² (gaussian)", values: iterations.map { _ in noise.next() },
            attributes: [NamedMetadata("bandwidths", .numbers([0.25, 0.5, 1]))]),
        ]),
      training: TrainingRecord(
        iterations: iterations,
        series: [
          TrainingColumn(name: "potential_loss", values: iterations.map { _ in noise.next() }),
          TrainingColumn(name: "loss/G", values: iterations.map { _ in noise.next() }),
        ]),
      model: [
        ModelParameter(
          network: "generator", name: "layers.0.weight", shape: [3, 3],
          values: noise.floats(9)),
        ModelParameter(
          network: "generator", name: "layers.0.bias", shape: [3], values: noise.floats(3)),
        ModelParameter(network: "potential", name: "scale", shape: [], values: noise.floats(1)),
      ])
  }
}

/// A small generator of numbers in [0, 1) for tests: splitmix64.
struct Noise {
  var state: UInt64

  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((bits ^ (bits >> 31)) >> 11) / 9_007_199_254_740_992
  }

  mutating func floats(_ count: Int) -> [Float] { (0..<count).map { _ in Float(next()) } }
}
