internal import Specification
internal import YAML

/// Groups the cases of a sweep into layouts.
struct LayoutMaking {
  /// One case, or a block without cases.
  struct Item {
    /// Its layout.
    let layout: Int
    /// Its step along the first dimension of the layout; 0 in a block without cases.
    let step: Int
  }

  private(set) var layouts: [Layout] = []
  /// The cases in the order of the sweep.
  private(set) var cases: [Item] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Makes the layouts of an experiment's sweep if it has at most `maximumRuns` points; of a larger one
  /// only the first case of each block, to look for what else is wrong.
  init(_ experiment: Experiment, shapes: StepShapes, maximumRuns: Int) {
    let sweep = experiment.sweep
    var blocks = sweep.blocks
    if LayoutMaking.count(sweep, limit: maximumRuns) > maximumRuns {
      let place = LayoutMaking.place(of: sweep) ?? experiment.tree.location
      diagnostics.append(Diagnostic(.tooManyRuns(limit: maximumRuns), at: place))
      blocks = blocks.map { block in
        var first = Sweep.Block()
        first.cases = Array(block.cases.prefix(1))
        return first
      }
    }
    for (index, block) in blocks.enumerated() { add(block, index: index, shapes: shapes) }
  }

  private mutating func add(_ block: Sweep.Block, index: Int, shapes: StepShapes) {
    guard !block.cases.isEmpty else {
      cases.append(Item(layout: layouts.count, step: 0))
      return layouts.append(Layout(block, index: index, shapes: shapes))
    }
    // Cases that leave the same axes of the grid to it are numbered in one layout.
    var groups: [[Int]: (layout: Int, cases: [Sweep.Case])] = [:]
    var order: [[Int]] = []
    for item in block.cases {
      let applied = block.grid.indices.filter { !item.sets(block.grid[$0].path) }
      if groups[applied] == nil {
        groups[applied] = (layouts.count + order.count, [])
        order.append(applied)
      }
      guard let group = groups[applied] else { continue }
      cases.append(Item(layout: group.layout, step: group.cases.count))
      groups[applied]?.cases.append(item)
    }
    for applied in order {
      var part = block
      part.cases = groups[applied]?.cases ?? []
      part.grid = applied.map { block.grid[$0] }
      layouts.append(Layout(part, index: index, shapes: shapes))
    }
  }

  // MARK: - Size

  /// The number of points of a sweep, or more than `limit` where there are more.
  ///
  /// Counts before anything is made, so that a sweep of any size costs nothing.
  private static func count(_ sweep: Sweep, limit: Int) -> Int {
    var total = 0
    for block in sweep.blocks {
      let shared =
        [block.zip.map(\.count).min() ?? 1, max(1, block.points.count), block.seeds?.count ?? 1]
        + block.draws.map { $0.map(\.count).min() ?? 1 }
      let cases: [Sweep.Case?] = block.cases.isEmpty ? [nil] : block.cases
      for item in cases {
        let axes = block.grid.filter { !(item?.sets($0.path) ?? false) }
        var count = 1
        for factor in shared + axes.map(\.count) {
          let (product, overflows) = count.multipliedReportingOverflow(by: factor)
          count = overflows ? limit + 1 : min(product, limit + 1)
        }
        total = min(total + count, limit + 1)
      }
    }
    return total
  }

  /// Where to say that a sweep asks for too much.
  private static func place(of sweep: Sweep) -> SourceLocation? {
    for block in sweep.blocks {
      if let place = block.seedsPlace { return place }
    }
    for block in sweep.blocks {
      let axes: [Sweep.Axis] = block.grid + block.draws.joined() + block.zip
      if let axis = axes.first { return axis.place }
      for point in block.points where !point.isEmpty { return point[0].place }
    }
    return sweep.cases.first?.place
  }
}
