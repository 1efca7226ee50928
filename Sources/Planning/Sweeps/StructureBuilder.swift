internal import Specification
internal import YAML

/// Resolves the runs of a structure: the tree at its first point, and every value that is exchanged.
struct StructureBuilder {
  /// A structure with what is needed to look at its runs.
  struct Result {
    let structure: Structure
    /// The tree at the first step of every class.
    let tree: Node
    /// The conditions between values.
    let checks: [BoundCheck]
    /// What is wrong with single values.
    let diagnostics: [Diagnostic]
  }

  let experiment: Experiment
  let resolver: Resolver
  let shapes: StepShapes

  init(_ experiment: Experiment) {
    self.experiment = experiment
    resolver = Resolver(
      vocabulary: experiment.vocabulary, toleratesMissingKeys: experiment.isIncomplete)
    shapes = StepShapes(experiment.vocabulary)
  }

  /// The structure of the runs that are of the classes of `steps`, and for which the conditions
  /// numbered in `active` hold.
  func build(_ layout: Layout, index: Int, at steps: [Int], active: [Bool]) -> Result {
    let members = zip(layout.dimensions, steps).map { $0.members(of: $0.kind(of: $1)) }
    let first = members.map { $0[0] }
    let tree = tree(of: layout, at: first, active: active)
    let resolution = resolver.resolve(tree)
    var diagnostics = resolution.diagnostics
    var slots: [Structure.Slot] = []
    for (dimension, steps) in members.enumerated() {
      let found = self.slots(
        layout.dimensions[dimension], number: dimension, steps: steps, active: active,
        in: resolution.value)
      slots += found.slots
      diagnostics += found.diagnostics
    }
    if resolution.diagnostics.contains(where: { $0.severity == .error }) {
      // Every other step has places of its own, which may be wrong in the same way.
      let known = Set(diagnostics.map(\.location))
      diagnostics += problems(of: members, layout, first: first, active: active).filter {
        !known.contains($0.location)
      }
    }
    return Result(
      structure: Structure(layout: index, value: resolution.value, slots: slots),
      tree: tree, checks: resolution.checks, diagnostics: diagnostics)
  }

  /// The values that steps of one class along a dimension exchange.
  private func slots(
    _ dimension: Dimension, number: Int, steps: [Int], active: [Bool], in run: Value
  ) -> (slots: [Structure.Slot], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let paths = shapes.exchangeable(dimension.assignments(at: steps[0], active: active))
      .map(\.path)
    guard !paths.isEmpty else { return ([], []) }
    let schemas = paths.map { resolver.schema(at: $0, in: run) }
    var columns = [[Value]](repeating: [], count: paths.count)
    var places: Set<SourceLocation> = []
    for step in steps {
      let nodes = shapes.exchangeable(dimension.assignments(at: step, active: active))
      for (index, schema) in schemas.enumerated() {
        guard let schema else { continue }
        let (path, node) = nodes[index]
        let (value, problems) = resolver.value(of: node, as: schema, at: path)
        // Values that a range or a distribution stands for have one place: one report is enough.
        if !problems.isEmpty, places.insert(node.location).inserted { diagnostics += problems }
        columns[index].append(value ?? .null)
      }
    }
    let slots = paths.indices.filter { schemas[$0] != nil }.map { index in
      Structure.Slot(
        path: paths[index], dimension: number, values: columns[index],
        texts: columns[index].map(JSONText.canonical))
    }
    return (slots, diagnostics)
  }

  /// What is wrong with the other steps of classes whose first one is wrong.
  private func problems(
    of members: [[Int]], _ layout: Layout, first: [Int], active: [Bool]
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (dimension, steps) in members.enumerated() where steps.count > 1 {
      if case .seeds = layout.dimensions[dimension].steps { continue }
      var point = first
      for step in steps.dropFirst() where found.count < 1000 {
        point[dimension] = step
        found += resolver.resolve(tree(of: layout, at: point, active: active)).diagnostics
      }
    }
    return found
  }

  /// The tree of the run at `steps`: the experiment's, with what the sweep sets laid over it.
  ///
  /// What is set as a whole goes before what is set inside it, whichever entry sets it.
  func tree(of layout: Layout, at steps: [Int], active: [Bool]) -> Node {
    let settings = zip(layout.dimensions, steps).flatMap {
      $0.assignments(at: $1, active: active)
    }
    let ordered = settings.enumerated().sorted { a, b in
      (a.element.path.components.count, a.offset) < (b.element.path.components.count, b.offset)
    }
    return ordered.reduce(experiment.tree) { tree, item in
      resolver.tree(
        tree, setting: item.element.path, to: item.element.value, at: item.element.place)
    }
  }
}
