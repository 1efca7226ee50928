import Specification
import Training

/// The size of a run's file, computed from what it holds.
enum RunSize {
  /// Bytes of attributes, texts and the structure of the file.
  private static let overhead = 64 << 10

  /// About the bytes of the file of a resolved run, before compression.
  ///
  /// Samples and target as Float, metrics with errors and the losses as Double.
  static func bytes(of run: Value, vocabulary: Vocabulary) -> Int {
    let schedule = RunSchedule(run)
    let target = run["data"]["target"]
    let kind = target["kind"].textOrNil.flatMap { vocabulary.kind(named: $0, in: .law) }
    let dimension = kind?.dimension?(target) ?? 2
    let metrics = run["metrics"]["compute"].listOrNil?.count ?? 0
    let samples = schedule.snapshot.count * schedule.snapshotCount + schedule.evaluationCount
    let losses = 4 * schedule.iterations
    return overhead + 4 * samples * dimension
      + 8 * (schedule.evaluation.count * (2 * metrics + 2) + losses)
  }
}
