internal import Specification
internal import YAML

/// Resolves the runs of a structure: the tree at its first point, and every value that is exchanged.
struct StructureBuilder {
  /// A structure with what is needed to look at its runs.
  struct Result {
    let structure: Structure
    /// The tree at the first step of every exchangeable dimension.
    let tree: Node
    /// The conditions between values.
    let checks: [BoundCheck]
    /// What is wrong with single values.
    let diagnostics: [Diagnostic]
  }

  let experiment: Experiment
  let resolver: Resolver

  init(_ experiment: Experiment) {
    self.experiment = experiment
    resolver = Resolver(
      vocabulary: experiment.vocabulary, toleratesMissingKeys: experiment.isIncomplete)
  }

  /// The structure of the runs that share the structural steps of `steps`.
  func build(_ layout: Layout, index: Int, at steps: [Int]) -> Result {
    let first = layout.dimensions.indices.map { layout.dimensions[$0].isStructural ? steps[$0] : 0 }
    let tree = tree(of: layout, at: first)
    let resolution = resolver.resolve(tree)
    var diagnostics = resolution.diagnostics
    var slots: [Structure.Slot] = []
    for (index, dimension) in layout.dimensions.enumerated() where !dimension.isStructural {
      for (place, path) in dimension.paths.enumerated() {
        guard let schema = resolver.schema(at: path, in: resolution.value) else { continue }
        let nodes = dimension.values.map { $0[place] }
        let values = nodes.map { node in
          let (value, problems) = resolver.value(of: node, as: schema, at: path)
          diagnostics += problems
          return value ?? .null
        }
        slots.append(
          Structure.Slot(
            path: path, dimension: index, values: values, texts: values.map(JSONText.canonical)))
      }
    }
    return Result(
      structure: Structure(layout: index, value: resolution.value, slots: slots),
      tree: tree, checks: resolution.checks, diagnostics: diagnostics)
  }

  /// The tree of the run at `steps`: the experiment's, with what the sweep sets laid over it.
  ///
  /// What is set as a whole goes before what is set inside it, whichever entry sets it.
  func tree(of layout: Layout, at steps: [Int]) -> Node {
    var settings = (layout.variant?.assignments ?? []).map { ($0.path, $0.value, $0.place) }
    for (dimension, step) in zip(layout.dimensions, steps) {
      for (index, path) in dimension.paths.enumerated() {
        settings.append((path, dimension.values[step][index], dimension.places[index]))
      }
    }
    let ordered = settings.enumerated().sorted { a, b in
      (a.element.0.components.count, a.offset) < (b.element.0.components.count, b.offset)
    }
    return ordered.reduce(experiment.tree) { tree, item in
      resolver.tree(tree, setting: item.element.0, to: item.element.1, at: item.element.2)
    }
  }
}
