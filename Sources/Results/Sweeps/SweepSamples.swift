internal import HDF5

/// The snapshots of a sweep, copied one run at a time: (run, snapshot, sample, dimension).
struct SweepSamples {
  let root: Group
  let run: Dimension
  let runs: [SweepRun]
  let budget: Int

  func write() throws(HDF5Error) {
    let contents = runs.compactMap(\.content)
    let iterations = Set(contents.flatMap(\.samples.iterations)).sorted()
    let snapshot = try root.makeCoordinate("snapshot", iterations, unlimited: true)
    try snapshot.scale.describe("iteration of the snapshot", units: "1")
    try writeFlowTime(along: snapshot, iterations)

    let shapes = contents.map(\.samples.sampleShape).filter { !$0.isEmpty }
    guard budget > 0, let shape = Self.commonShape(shapes) else { return }
    var axes: [Dimension] = []
    for (name, size) in zip(Layout.sampleAxes(shape), shape) {
      axes.append(try root.makeDimension(name, size: size))
    }
    let share = kept(snapshots: iterations.count, width: shape.reduce(1, *))
    let count = contents.map(\.samples.count).max() ?? 0
    if count > 0 {
      try writeSnapshots(along: snapshot, iterations, count: min(count, share), of: count, axes)
    }
    let targetCount = contents.map(\.targetCount).max() ?? 0
    if targetCount > 0 {
      try writeTarget(count: min(targetCount, share), of: targetCount, axes)
    }
  }

  /// A shape that holds the samples of all runs; samples of different rank lie in one row.
  private static func commonShape(_ shapes: [[Int]]) -> [Int]? {
    guard let first = shapes.first else { return nil }
    guard shapes.allSatisfy({ $0.count == first.count }) else {
      return [shapes.map { $0.reduce(1, *) }.max() ?? 1]
    }
    return first.indices.map { axis in shapes.map { $0[axis] }.max() ?? 1 }
  }

  /// The samples of each snapshot that the budget allows.
  private func kept(snapshots: Int, width: Int) -> Int {
    let each = (snapshots + 1) * runs.count * width * MemoryLayout<Float>.size
    return max(1, budget / max(1, each))
  }

  private func writeFlowTime(
    along snapshot: Dimension, _ iterations: [Int]
  ) throws(HDF5Error) {
    var times = [Double](repeating: .nan, count: runs.count * iterations.count)
    for (row, run) in runs.enumerated() {
      guard let samples = run.content?.samples else { continue }
      for (iteration, time) in zip(samples.iterations, samples.flowTime) {
        guard let column = iterations.firstIndex(of: iteration) else { continue }
        times[row * iterations.count + column] = time
      }
    }
    try root.write(
      "flow_time", times, along: [run, snapshot], storage: Storage(mayMiss: true)
    ).describe("time of the flow", units: "1")
  }

  private func writeSnapshots(
    along snapshot: Dimension, _ iterations: [Int], count: Int, of all: Int, _ axes: [Dimension]
  ) throws(HDF5Error) {
    let sample = try root.makeDimension("sample", size: count)
    let dataset = try root.makeDataset(
      "samples", of: Float.self, along: [run, snapshot, sample] + axes,
      storage: storage(outer: 2, count: count, axes))
    try dataset.describe("draws from the learned law", units: "1")
    try dataset.attributes.set("coordinates", .text("run_id case seed status flow_time"))
    try note(dataset, count, of: all)
    for (row, run) in runs.enumerated() {
      guard let content = run.content, content.samples.count > 0, let source = run.source else {
        continue
      }
      let copied = try source.dataset("samples")
      for (position, iteration) in content.samples.iterations.enumerated() {
        guard let column = iterations.firstIndex(of: iteration) else { continue }
        try copy(
          copied, at: [position], into: dataset, at: [row, column],
          count: min(count, content.samples.count), shape: content.samples.sampleShape)
      }
    }
  }

  /// The target once where all runs have the same, else once per run.
  private func writeTarget(count: Int, of all: Int, _ axes: [Dimension]) throws(HDF5Error) {
    let sources = runs.enumerated().filter { $0.element.content?.target != nil }
    let isShared = Set(sources.map(\.element.content?.target)).count == 1
    let sample = try root.makeDimension("target_sample", size: count)
    let dataset = try root.makeDataset(
      "target", of: Float.self, along: (isShared ? [] : [run]) + [sample] + axes,
      storage: storage(outer: isShared ? 0 : 1, count: count, axes))
    try dataset.describe("draws from the target that the metrics compare with", units: "1")
    try note(dataset, count, of: all)
    for (row, run) in isShared ? Array(sources.prefix(1)) : sources {
      guard let content = run.content, let source = run.source else { continue }
      try copy(
        source.dataset("target"), at: [], into: dataset, at: isShared ? [] : [row],
        count: min(count, content.targetCount), shape: content.samples.sampleShape)
    }
  }

  /// Copies the first samples of a block.
  ///
  /// Where the sweep's samples are larger or of another rank, these lie in their corner.
  private func copy(
    _ source: Dataset, at position: [Int], into dataset: Dataset, at start: [Int], count: Int,
    shape: [Int]
  ) throws(HDF5Error) {
    let origin = shape.map { _ in 0 }
    let values: [Float] = try source.read(
      at: position + [0] + origin, counts: position.map { _ in 1 } + [count] + shape)
    let rank = dataset.shape.count - start.count - 1
    let block = shape.count == rank ? shape : [shape.reduce(1, *)]
    try dataset.write(
      values, at: start + [0] + block.map { _ in 0 },
      counts: start.map { _ in 1 } + [count] + block)
  }

  private func storage(outer: Int, count: Int, _ axes: [Dimension]) -> Storage {
    let width = axes.map(\.size).reduce(1, *)
    let room = Storage.chunkBytes / (MemoryLayout<Float>.size * width)
    return Storage(
      chunk: Array(repeating: 1, count: outer) + [max(1, min(count, room))] + axes.map(\.size),
      level: Layout.sampleLevel(width: width), mayMiss: true)
  }

  private func note(_ dataset: Dataset, _ count: Int, of all: Int) throws(HDF5Error) {
    guard count < all else { return }
    try dataset.attributes.set(
      "comment", .text("the first \(count) of \(all) samples; the run files have them all"))
  }
}
