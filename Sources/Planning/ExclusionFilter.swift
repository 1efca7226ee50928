internal import Specification
internal import YAML

/// Decides which runs of a structure the sweep leaves out.
struct ExclusionFilter {
  private struct Rule {
    /// Its place among the exclusions of the sweep.
    let index: Int
    /// For an exchangeable dimension, whether each of its steps meets the conditions on it.
    var matches: [(dimension: Int, steps: [Bool])] = []
  }

  private var rules: [Rule] = []

  init(_ exclusions: [Sweep.Exclusion], structure: Structure, layout: Layout, resolver: Resolver) {
    for (index, exclusion) in exclusions.enumerated() {
      if let cases = exclusion.cases {
        guard let name = layout.variant?.name, cases.contains(name) else { continue }
      }
      var rule = Rule(index: index)
      var canMatch = true
      for condition in exclusion.conditions {
        let alternatives = Alternatives(condition, in: structure.value, resolver: resolver)
        if let slot = structure.slots.first(where: { $0.path == condition.path }) {
          rule.matches.append((slot.dimension, slot.values.map(alternatives.contain)))
        } else if !(structure.value.value(at: condition.path).map(alternatives.contain) ?? false) {
          canMatch = false
        }
      }
      if canMatch { rules.append(rule) }
    }
  }

  /// The exclusions that leave out the run at `steps`.
  func exclusions(of steps: [Int]) -> [Int] {
    if rules.isEmpty { return [] }
    return rules.filter { $0.matches.allSatisfy { $0.steps[steps[$0.dimension]] } }.map(\.index)
  }
}

/// The values that a condition of an exclusion names: one, or a list of alternatives.
private struct Alternatives {
  private var values: [Value] = []

  init(_ condition: Sweep.Assignment, in run: Value, resolver: Resolver) {
    guard let schema = resolver.schema(at: condition.path, in: run) else {
      // `kind` is no key of its own: compare its text.
      let nodes = condition.value.elements ?? [condition.value]
      values = nodes.compactMap { $0.scalar?.text }.map(Value.string)
      return
    }
    // The value of a list is a list; alternatives to it are a list of lists.
    let one = resolver.value(of: condition.value, as: schema, at: condition.path)
    if let value = one.value, one.diagnostics.isEmpty {
      values = [value]
    } else {
      values = (condition.value.elements ?? []).compactMap { element in
        resolver.value(of: element, as: schema, at: condition.path).value
      }
    }
  }

  func contain(_ value: Value) -> Bool {
    values.contains(value)
  }
}
