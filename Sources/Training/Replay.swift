package import Arrays
import Randomness
import Specification

/// A run carried out again, to look at what its file does not keep.
///
/// The same run gives the same bits, so what is seen is what was there; that it is can be told by the
/// samples, which the file has.
package struct Replay {
  private let run: Run
  private var trainer: any Trainer

  /// A run at its beginning.
  ///
  /// - Throws: what the trainer throws on set-up.
  package init(run: Run, registry: Registry) throws {
    self.run = run
    trainer = try registry.trainer(for: run, resuming: nil)
  }

  /// Moves the run on to `iteration`.
  ///
  /// - Throws: what the trainer throws.
  package mutating func advance(to iteration: Int) throws {
    _ = try trainer.advance(to: iteration)
  }

  /// The samples that a snapshot at this iteration has.
  ///
  /// - Throws: what the trainer throws.
  package func snapshot(count: Int) throws -> Matrix<Float> {
    try trainer.samples(count: count, stream: run.stream(RunLoop.snapshotSource))
  }

  /// What moves particles at `points`; nil where the trainer has no potential to show.
  ///
  /// - Throws: what the trainer throws.
  package func field(at points: Matrix<Float>) throws -> PotentialField? {
    try trainer.field(at: points)
  }
}
