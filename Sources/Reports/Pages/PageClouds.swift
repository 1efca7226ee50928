import Results
import Specification

/// The particles of some runs at their snapshots, as a page shows them.
struct PageClouds {
  private let limits: PageLimits
  private var targets = Pool()
  private var runs: [Value] = []
  private(set) var notes: [String] = []

  /// Reads the snapshots of chosen runs.
  ///
  /// - Parameters:
  ///   - runs: the runs of the sweep, with their places in its table.
  ///   - groups: those that differ in nothing but their seed, together.
  ///   - limits: how much is kept.
  init(_ runs: [SweepResults.Run], groups: [[Int]], _ limits: PageLimits) {
    self.limits = limits
    let finished = groups.compactMap { group in
      group.first { runs[$0].isDone && runs[$0].file != nil }
    }
    let chosen = Thinning.places(finished.count, limit: limits.clouds).map { finished[$0] }
    if finished.count > chosen.count {
      notes.append(
        "Particles of \(chosen.count) of \(finished.count) configurations are shown, evenly chosen."
      )
    }
    let counts = chosen.compactMap { place in
      runs[place].file.flatMap { try? RunFile.sampleOutline(of: $0).iterations.count }
    }
    let shared = limits.particles(
      ofEach: counts.reduce(0) { $0 + min($1, limits.snapshots) })
    var isCut = false
    var isProjected = false
    for place in chosen {
      guard let file = runs[place].file, let record = try? RunFile.samples(of: file),
        record.count > 0, record.sampleShape.count == 1
      else { continue }
      isCut = isCut || record.count > shared || record.iterations.count > limits.snapshots
      isProjected = isProjected || record.width > 2
      self.runs.append(content(place, record, particles: shared))
    }
    if isCut {
      notes.append(
        "At most the first \(shared) particles of at most \(limits.snapshots) snapshots are shown.")
    }
    if isProjected {
      notes.append("Of particles in more than two dimensions the first two are shown.")
    }
  }

  private mutating func content(
    _ place: Int, _ record: SampleRecord, particles: Int
  ) -> Value {
    let snapshots = Thinning.places(record.iterations.count, limit: limits.snapshots)
    let size = record.count * record.width
    return [
      "run": .integer(place),
      "iterations": .list(snapshots.map { .integer(record.iterations[$0]) }),
      "times": .list(snapshots.map { .finite(record.flowTime[$0]) }),
      "dimension": .integer(min(record.width, 2)),
      "target": targets.place(
        of: Self.points(record.target[...], record.width, limit: particles)),
      "clouds": .list(
        snapshots.map { snapshot in
          Self.points(
            record.snapshots[snapshot * size..<(snapshot + 1) * size], record.width,
            limit: particles)
        }),
    ]
  }

  /// The first coordinates of the first points, one after the other, with the digits that single precision has.
  private static func points(_ elements: ArraySlice<Float>, _ width: Int, limit: Int) -> Value {
    let count = min(limit, elements.count / max(width, 1))
    return .list(
      (0..<count).flatMap { row in
        (0..<min(width, 2)).map { column in
          let number = elements[elements.startIndex + row * width + column]
          return .finite(Double(number.description) ?? Double(number))
        }
      })
  }

  /// What the page is told.
  var content: Value { ["targets": .list(targets.values), "runs": .list(runs)] }
}
