/// How much of a sweep a page holds, so that it opens fast however large the sweep is.
package struct PageLimits: Sendable {
  /// The most points of one series.
  package var points = 300
  /// The most points of all series together: with many runs each series has fewer.
  package var allPoints = 400_000
  /// The least points of a series, however many there are.
  package var leastPoints = 16
  /// The most runs whose particles are shown.
  package var clouds = 12
  /// The most snapshots of one of them.
  package var snapshots = 60
  /// The most particles of a snapshot.
  package var particles = 400
  /// The most particles of all snapshots together.
  package var allParticles = 150_000
  /// The most bytes of one picture.
  package var pictureBytes = 4 << 20

  /// The defaults.
  package init() {}

  /// The points of each of so many series.
  func points(ofEach series: Int) -> Int {
    min(points, max(leastPoints, allPoints / max(series, 1)))
  }

  /// The particles in each of so many snapshots.
  func particles(ofEach snapshots: Int) -> Int {
    min(particles, max(20, allParticles / max(snapshots, 1)))
  }
}

/// Iterations of which a page has the values, for all runs alike, so that means over seeds do not jump.
struct ChosenIterations {
  private let iterations: Set<Int>

  /// At most `limit` of all the iterations that any run has values of, evenly chosen.
  init(of runs: [[Int]], limit: Int) {
    let all = runs.reduce(into: Set<Int>()) { $0.formUnion($1) }.sorted()
    iterations = Set(Thinning.places(all.count, limit: limit).map { all[$0] })
  }

  /// The places of those that a run has, and of its last.
  func places(in run: [Int]) -> [Int] {
    run.indices.filter { iterations.contains(run[$0]) || $0 == run.count - 1 }
  }
}

/// Some places of a list, evenly chosen, the first and the last among them.
enum Thinning {
  /// The places of `limit` out of `count` elements, in their order; all where there are no more.
  static func places(_ count: Int, limit: Int) -> [Int] {
    guard count > limit, limit > 1 else { return Array(0..<min(count, max(limit, 0))) }
    return (0..<limit).map { place in
      Int((Double(place) * Double(count - 1) / Double(limit - 1)).rounded())
    }
  }
}
