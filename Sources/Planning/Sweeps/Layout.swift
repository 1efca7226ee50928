internal import Specification
internal import YAML

/// The directions of the sweep of some cases, and how their runs are numbered along them.
///
/// The first dimension varies slowest, in the order cases, zip, points, grid, draws, seeds.
struct Layout: Sendable {
  /// A part of the sweep that holds for some runs only.
  struct Condition: Sendable {
    /// The runs it holds for: those that meet all of these.
    let selectors: [Sweep.Selector]
  }

  /// The block of the sweep.
  let block: Int
  /// The directions.
  let dimensions: [Dimension]
  /// The conditions, in the order in which they are looked at.
  let conditions: [Condition]
  /// The names of the cases, along the first dimension; nothing in a block without cases.
  let caseNames: [String]

  /// The directions of the cases of a block that the same axes of the grid apply to.
  ///
  /// - Parameters:
  ///   - block: what is asked for, without the axes of the grid that do not apply.
  ///   - index: the place of the block in the sweep.
  ///   - shapes: what tells steps apart.
  init(_ block: Sweep.Block, index: Int, shapes: StepShapes) {
    self.block = index
    var conditions: [Condition] = []
    func dimension(_ axes: [Sweep.Axis]) -> Dimension {
      let numbers = axes.map { axis -> Int? in
        guard !axis.conditions.isEmpty else { return nil }
        conditions.append(Condition(selectors: axis.conditions))
        return conditions.count - 1
      }
      let isFree = numbers.allSatisfy { $0 == nil }
      return Dimension(
        .axes(axes, axes.map(\.nodes)), conditions: isFree ? [] : numbers, shapes: shapes)
    }
    var dimensions: [Dimension] = []
    if !block.cases.isEmpty { dimensions.append(Dimension(.cases(block.cases), shapes: shapes)) }
    if !block.zip.isEmpty { dimensions.append(dimension(block.zip)) }
    if !block.points.isEmpty {
      dimensions.append(Dimension(.points(block.points), shapes: shapes))
    }
    dimensions += block.grid.map { dimension([$0]) }
    dimensions += block.draws.map(dimension)
    if let place = block.seedsPlace, let seeds = block.seeds {
      dimensions.append(Dimension(.seeds(seeds, place), shapes: shapes))
    }
    self.dimensions = dimensions
    self.conditions = conditions
    caseNames = block.cases.map(\.name)
  }

  /// The number of points of one case, which need not all become runs.
  var countPerCase: Int {
    dimensions.dropFirst(caseNames.isEmpty ? 0 : 1).reduce(1) { $0 * $1.count }
  }

  /// The case of the runs at `steps`; nil in a block without cases.
  func caseName(at steps: [Int]) -> String? {
    caseNames.isEmpty ? nil : caseNames[steps[0]]
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

  /// A number for the steps along some dimensions, different for different steps.
  func number(of steps: [Int], along chosen: [Int]) -> Int {
    chosen.reduce(0) { $0 * dimensions[$1].count + steps[$1] }
  }
}
