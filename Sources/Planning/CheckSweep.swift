internal import Specification
internal import YAML

/// Looks at the conditions between values for all runs of a structure, each combination once.
///
/// Most conditions read nothing that is exchanged and are looked at once for the structure; the
/// others once for each combination of the dimensions they read.
struct CheckSweep {
  private struct Item {
    let check: BoundCheck
    /// The exchangeable dimensions that the check reads.
    let dimensions: [Int]
    /// The combinations of their steps that were looked at.
    var seen: Set<[Int]> = []
    var isDone = false
  }

  /// What is wrong with a run.
  struct Report {
    /// All that certainly is.
    var diagnostics: [Diagnostic] = []
    /// Keys without an effect on this run.
    var doubts: [Diagnostic] = []
    /// Where keys stand that have one.
    var placesInEffect: [SourceLocation] = []
  }

  private var items: [Item]
  private let result: StructureBuilder.Result
  private let layout: Layout
  private let builder: StructureBuilder

  init(_ result: StructureBuilder.Result, layout: Layout, builder: StructureBuilder) {
    self.result = result
    self.layout = layout
    self.builder = builder
    items = result.checks.map { check in
      let dimensions = layout.dimensions.indices.filter { index in
        let dimension = layout.dimensions[index]
        return !dimension.isStructural && dimension.count > 1
          && dimension.paths.contains { path in check.reads.contains { $0.overlaps(path) } }
      }
      return Item(check: check, dimensions: dimensions)
    }
  }

  /// What is wrong with the run at `steps` and has not been found before.
  mutating func report(at steps: [Int]) -> Report {
    var report = Report()
    for index in items.indices where !items[index].isDone {
      let dimensions = items[index].dimensions
      if dimensions.isEmpty {
        items[index].isDone = true
      } else {
        guard items[index].seen.insert(dimensions.map { steps[$0] }).inserted else { continue }
      }
      let run =
        dimensions.isEmpty
        ? result.structure.resolved(at: steps) : exchanged(dimensions, at: steps)
      examine(items[index].check, run, at: steps, into: &report)
    }
    return report
  }

  private func examine(
    _ check: BoundCheck, _ run: Value, at steps: [Int], into report: inout Report
  ) {
    let tree = { builder.tree(of: layout, at: steps) }
    let found = check.diagnostics(
      in: run, given: result.tree, vocabulary: builder.experiment.vocabulary, tree: tree)
    if check.check.doubts == nil {
      report.diagnostics += found
    } else if found.isEmpty {
      report.placesInEffect += [check.placeInEffect(in: run, given: result.tree, tree: tree)]
        .compactMap { $0 }
    } else {
      report.doubts += found
    }
  }

  /// The resolved run with the values of some dimensions at `steps`.
  private func exchanged(_ dimensions: [Int], at steps: [Int]) -> Value {
    result.structure.slots.reduce(result.structure.value) { run, slot in
      dimensions.contains(slot.dimension)
        ? run.replacing(slot.path, with: slot.values[steps[slot.dimension]]) : run
    }
  }
}
