internal import Specification
internal import YAML

/// One direction of a sweep: paths that take their values together.
struct Dimension: Sendable {
  /// What is set: one path, or all those of a zip.
  let paths: [Path]
  /// Where each path was written.
  let places: [SourceLocation]
  /// For every step along the dimension, the value of each path.
  let values: [[Node]]
  /// Whether a step can change what other keys a run has, or their defaults.
  ///
  /// The values of any other dimension can be exchanged in a resolved run, each on its own.
  let isStructural: Bool

  /// The number of steps.
  var count: Int { values.count }

  /// The dimension in which `axes` are walked together; they are as long as the shortest.
  init(_ axes: [Sweep.Axis], leaves: [Path: [Schema]]) {
    paths = axes.map(\.path)
    places = axes.map(\.place)
    let length = axes.map(\.values.count).min() ?? 0
    values = (0..<length).map { step in axes.map { $0.values[step] } }
    isStructural = axes.contains { axis in
      axis.path.components.last == "kind"
        || axis.values.contains { value in
          value.entries != nil
            || !(leaves[axis.path] ?? []).allSatisfy { $0.isLeaf(for: value) }
        }
    }
  }

  /// The dimension of the replicates.
  init(_ seeds: Sweep.Seeds, at place: SourceLocation) {
    paths = ["seed"]
    places = [place]
    values = (0..<seeds.count).map { step in
      [Node(.scalar(Scalar(String(seeds[step]), isPlain: true)), at: place)]
    }
    isStructural = false
  }
}

extension Schema {
  /// Whether `value`, which is no mapping, has no parts here that the rest of the run could depend on.
  fileprivate func isLeaf(for value: Node) -> Bool {
    switch self {
    case .boolean, .integer, .number, .string, .choice: true
    case .list(let rule): rule.element.isLeaf(for: value)
    case .either(let schemas):
      // A name may stand for a kind with its keys, a number cannot.
      schemas.allSatisfy { schema in
        if case .union = schema { value.string == nil } else { schema.isLeaf(for: value) }
      }
    case .object, .union, .map: false
    }
  }
}

/// The directions of the sweep of one case, and how its runs are numbered along them.
///
/// The first dimension varies slowest, in the order zip, grid, seeds.
struct Layout: Sendable {
  /// The case; nil in a sweep without cases.
  let variant: Sweep.Case?
  /// The directions.
  let dimensions: [Dimension]

  /// The directions of a case: the grid without the axes that the case sets itself.
  init(_ variant: Sweep.Case?, zip: Dimension?, grid: [Dimension], seeds: Dimension?) {
    self.variant = variant
    let applied = grid.filter { dimension in
      !dimension.paths.contains { variant?.sets($0) ?? false }
    }
    dimensions = [zip].compactMap(\.self) + applied + [seeds].compactMap(\.self)
  }

  /// The number of points, which need not all become runs; nil beyond what an integer holds.
  var count: Int? {
    var count = 1
    for dimension in dimensions {
      let (product, overflows) = count.multipliedReportingOverflow(by: dimension.count)
      if overflows { return nil }
      count = product
    }
    return count
  }

  /// The step along each dimension of the point numbered `point`.
  func steps(of point: Int) -> [Int] {
    var rest = point
    var steps = [Int](repeating: 0, count: dimensions.count)
    for index in dimensions.indices.reversed() {
      (rest, steps[index]) = rest.quotientAndRemainder(dividingBy: dimensions[index].count)
    }
    return steps
  }

  /// Moves `steps` to the next point.
  func advance(_ steps: inout [Int]) {
    for index in dimensions.indices.reversed() {
      steps[index] += 1
      if steps[index] < dimensions[index].count { return }
      steps[index] = 0
    }
  }
}
