import Arrays
import Glibc
import Results
import Training

/// What an earlier attempt at a run left in its file.
struct StoredCheckpoint {
  /// Where the run goes on.
  let checkpoint: RunCheckpoint
  /// When the run was begun.
  let created: String
  /// The seconds that earlier attempts took.
  let seconds: Double

  /// Why what an earlier attempt left is of no use.
  struct Unusable: Error {
    let reason: String
    /// What died while it was taken up, which says nothing about the checkpoint.
    var crash: (any TransientError)?
  }

  /// The checkpoint in the file of a run; nil where there is no file, or none in it.
  ///
  /// - Throws: `Unusable` where there is one, but damaged, another run's or another program's.
  init?(of runID: String, at path: String, kernels: String) throws(Unusable) {
    let record: RunRecord
    do {
      guard unsafe access(path, F_OK) == 0 else { return nil }
      let changed = try RunFile.damaged(in: path)
      guard changed.isEmpty else {
        throw Unusable(reason: "\(changed.joined(separator: ", ")) cannot be trusted")
      }
      record = try RunFile.read(from: path)
    } catch let error as Unusable {
      throw error
    } catch {
      throw Unusable(reason: "\(error)")
    }
    guard let stored = record.checkpoint else { return nil }
    guard record.runID == runID else { throw Unusable(reason: "it is of run \(record.runID)") }
    guard stored.program == ProgramDigest.current else {
      throw Unusable(reason: "another build of gfrun wrote it")
    }
    guard record.provenance.kernelSet == kernels else {
      throw Unusable(reason: "it was computed with the kernels '\(record.provenance.kernelSet)'")
    }
    guard let checkpoint = RunCheckpoint(stored, record) else {
      throw Unusable(reason: "its parts do not fit together")
    }
    self.checkpoint = checkpoint
    created = record.provenance.created
    seconds = record.provenance.wallSeconds
  }
}

extension CheckpointRecord {
  /// The state that `loop` has now.
  ///
  /// - Throws: what the trainer throws.
  init(_ loop: RunLoop) throws {
    let state = try loop.trainerState()
    self.init(
      iteration: state.iteration, trainingSeconds: loop.trainingSeconds,
      program: ProgramDigest.current,
      arrays: state.arrays.sorted { $0.key < $1.key }.map { name, content in
        let stored: StateArray.Content =
          switch content {
          case .floats(let values): .floats(values)
          case .doubles(let values): .doubles(values)
          case .integers(let values): .integers(values)
          }
        return StateArray(name: name, content: stored)
      })
  }
}

extension TrainerState {
  fileprivate init(_ stored: CheckpointRecord) {
    var arrays: [String: Content] = [:]
    for array in stored.arrays {
      arrays[array.name] =
        switch array.content {
        case .floats(let values): .floats(values)
        case .doubles(let values): .doubles(values)
        case .integers(let values): .integers(values)
        }
    }
    self.init(iteration: stored.iteration, arrays: arrays)
  }
}

extension RunCheckpoint {
  /// The checkpoint that a run file holds; nil where its parts do not fit together.
  fileprivate init?(_ stored: CheckpointRecord, _ record: RunRecord) {
    let samples = record.samples
    let size = samples.count * samples.width
    let count = samples.iterations.count
    guard stored.iteration >= 0, samples.sampleShape.count == 1,
      samples.flowTime.count == count, samples.wallTime.count == count,
      samples.snapshots.count == count * size
    else { return nil }
    let fields = record.density.map { Self.fields(of: $0, count: count) }
    if let fields, fields.count != count { return nil }
    let snapshots = samples.iterations.indices.map { index in
      RunHistory.Snapshot(
        iteration: samples.iterations[index], flowTime: samples.flowTime[index],
        wallTime: samples.wallTime[index],
        samples: Matrix(
          rows: samples.count, columns: samples.width,
          elements: Array(samples.snapshots[index * size..<(index + 1) * size])),
        density: fields?[index])
    }
    let training = record.training
    guard training.series.allSatisfy({ $0.values.count == training.iterations.count }) else {
      return nil
    }
    self.init(
      state: TrainerState(stored), trainingSeconds: stored.trainingSeconds,
      evaluations: record.metrics.iterations, evaluationWallTimes: record.metrics.wallTime,
      metrics: record.metrics.series.map { series in
        let errors = series.errors ?? []
        return Metric(
          name: series.name, values: series.values,
          errors: errors.isEmpty ? series.values.map { _ in nil } : errors.map(Optional.some))
      },
      snapshots: snapshots,
      training: training.iterations.isEmpty
        ? nil
        : TrainingSeries(
          names: training.series.map(\.name), iterations: training.iterations,
          columns: training.series.map(\.values)))
  }

  /// The density of each of `count` snapshots; none where the values do not fill them.
  private static func fields(of record: DensityRecord, count: Int) -> [DensityField] {
    let size = record.cellCount
    guard record.values.count == count * size else { return [] }
    let axes = record.axes.map {
      DensityField.Axis(name: $0.name, coordinates: $0.coordinates)
    }
    return (0..<count).map {
      DensityField(axes: axes, values: Array(record.values[$0 * size..<($0 + 1) * size]))
    }
  }
}
