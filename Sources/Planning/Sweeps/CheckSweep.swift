internal import Specification
internal import YAML

/// Looks at the conditions between values for all runs of a structure, each combination once.
///
/// Most conditions read nothing that is exchanged and are looked at once for the structure; the
/// others once for each combination of the dimensions they read.
struct CheckSweep {
  private struct Item {
    let check: BoundCheck
    /// The dimensions whose exchanged values the check reads.
    let dimensions: [Int]
    /// The combinations of their steps that were looked at.
    var seen: Set<Int> = []
    /// The steps at which the key that the check doubts has an effect.
    var stepsInEffect: [[Int]] = []
    var isDone = false
  }

  /// What is wrong with a run.
  struct Report {
    /// All that certainly is.
    var diagnostics: [Diagnostic] = []
    /// Keys without an effect on this run.
    var doubts: [Diagnostic] = []
  }

  private var items: [Item]
  private let result: StructureBuilder.Result
  private let layout: Layout
  private let builder: StructureBuilder
  private let active: [Bool]

  init(
    _ result: StructureBuilder.Result, layout: Layout, active: [Bool], builder: StructureBuilder
  ) {
    self.result = result
    self.layout = layout
    self.builder = builder
    self.active = active
    let read = result.checks.map { check in
      Set(
        result.structure.slots.filter { slot in
          slot.values.count > 1 && check.reads.contains { $0.overlaps(slot.path) }
        }.map(\.dimension))
    }
    // Checks that doubt one key look at the same combinations: it has an effect where none objects.
    var doubted: [Path: Set<Int>] = [:]
    for (check, dimensions) in zip(result.checks, read) {
      if let key = check.doubtedKey { doubted[key, default: []].formUnion(dimensions) }
    }
    items = zip(result.checks, read).map { check, dimensions in
      Item(
        check: check,
        dimensions: (check.doubtedKey.flatMap { doubted[$0] } ?? dimensions).sorted())
    }
  }

  /// What is wrong with the run at `steps` and has not been found before.
  mutating func report(at steps: [Int]) -> Report {
    var report = Report()
    var exchanged: (dimensions: [Int], run: Value)?
    var (content, objections): ([Int], Set<Path>) = ([], [])
    for index in items.indices where !items[index].isDone {
      let dimensions = items[index].dimensions
      if dimensions.isEmpty {
        items[index].isDone = true
      } else {
        let number = layout.number(of: steps, along: dimensions)
        guard items[index].seen.insert(number).inserted else { continue }
      }
      // Checks that read the same dimensions look at the same run.
      if exchanged == nil || exchanged?.dimensions != dimensions {
        let point = LayoutPoint(layout: layout, steps: steps)
        let along = dimensions.isEmpty ? nil : dimensions
        exchanged = (dimensions, result.structure.resolved(at: point, along: along))
      }
      guard let run = exchanged?.run else { continue }
      let check = items[index].check
      let found = check.diagnostics(
        in: run, given: result.tree, vocabulary: builder.experiment.vocabulary,
        tree: { [builder, layout, active] in builder.tree(of: layout, at: steps, active: active) })
      guard let key = check.doubtedKey else {
        report.diagnostics += found
        continue
      }
      report.doubts += found
      if found.isEmpty { content.append(index) } else { objections.insert(key) }
    }
    for index in content {
      guard let key = items[index].check.doubtedKey, !objections.contains(key) else { continue }
      items[index].stepsInEffect.append(steps)
    }
    return report
  }

  /// Where keys stand that checks doubt, but that have an effect on some of the runs looked at.
  var placesInEffect: [SourceLocation] {
    items.flatMap { item in
      item.stepsInEffect.compactMap { steps in
        item.check.placeInEffect(
          in: result.structure.resolved(at: LayoutPoint(layout: layout, steps: steps)),
          given: result.tree,
          tree: { builder.tree(of: layout, at: steps, active: active) })
      }
    }
  }
}
