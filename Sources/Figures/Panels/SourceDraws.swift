import Arrays
import Distributions
import Planning
import Randomness
import Specification
package import Training

/// The points of the source that the samples of a run's snapshots come from.
///
/// They are not stored: all snapshots of a run are drawn from one random stream, so what a generator
/// maps is drawn again, the same bits. Particles are where they came from at the first snapshot.
package struct SourceDraws {
  private let registry: Registry

  /// Draws by the laws of `registry`.
  package init(_ registry: Registry) {
    self.registry = registry
  }

  /// The source point of each sample, in the coordinates of `cloud`.
  ///
  /// - Throws: what makes the run's laws.
  package func draws(for item: FinishedRuns.Item, _ cloud: SnapshotClouds) throws -> [[Double]] {
    guard item.values["trainer"]["kind"].textOrNil == "generator" else {
      return cloud.samples(at: 0, limit: cloud.count) ?? []
    }
    let run = try registry.run(id: item.run.id.description, specification: item.values)
    // A source of another dimension has no place among the samples.
    guard run.source.dimension == cloud.width else { return [] }
    var stream = run.stream(RunLoop.snapshotSource)
    let points = run.source.sample(count: cloud.count, using: &stream)
    return cloud.cloud(points.elements[...], cloud.count)
  }
}
