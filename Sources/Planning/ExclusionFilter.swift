internal import Specification
internal import YAML

/// Decides which runs of a structure the sweep leaves out.
struct ExclusionFilter {
  private struct Rule {
    /// Its place among the exclusions of the sweep.
    let index: Int
    var conditions: [Condition] = []
  }

  /// A condition on a value that is exchanged, wholly or in part.
  private struct Condition {
    let path: Path
    let alternatives: Alternatives
    /// The dimensions that the value depends on.
    let dimensions: [Int]
    /// Whether it is met, for the combinations of their steps that were looked at.
    var isMet: [[Int]: Bool] = [:]
  }

  private let structure: Structure
  private var rules: [Rule] = []

  init(_ exclusions: [Sweep.Exclusion], structure: Structure, layout: Layout, resolver: Resolver) {
    self.structure = structure
    for (index, exclusion) in exclusions.enumerated() {
      if let cases = exclusion.cases {
        guard let name = layout.variant?.name, cases.contains(name) else { continue }
      }
      var rule = Rule(index: index)
      var canMatch = true
      for condition in exclusion.conditions {
        let alternatives = Alternatives(condition, in: structure.value, resolver: resolver)
        let slots = structure.slots.filter { $0.path.isWithin(condition.path) }
        if slots.isEmpty {
          let value = structure.value.value(at: condition.path)
          canMatch = canMatch && value.map(alternatives.contain) ?? false
        } else {
          rule.conditions.append(
            Condition(
              path: condition.path, alternatives: alternatives,
              dimensions: Set(slots.map(\.dimension)).sorted()))
        }
      }
      if canMatch { rules.append(rule) }
    }
  }

  /// The exclusions that leave out the run at `steps`.
  mutating func exclusions(of steps: [Int]) -> [Int] {
    var found: [Int] = []
    for rule in rules.indices where meetsAll(rule, at: steps) { found.append(rules[rule].index) }
    return found
  }

  private mutating func meetsAll(_ rule: Int, at steps: [Int]) -> Bool {
    for index in rules[rule].conditions.indices {
      let condition = rules[rule].conditions[index]
      let key = condition.dimensions.map { steps[$0] }
      let isMet =
        condition.isMet[key]
        ?? structure.value(of: condition.path, at: steps).map(condition.alternatives.contain)
        ?? false
      rules[rule].conditions[index].isMet[key] = isMet
      guard isMet else { return false }
    }
    return true
  }
}

/// The values that a condition of an exclusion names: one, or a list of alternatives.
private struct Alternatives {
  private var values: [Value] = []

  init(_ condition: Sweep.Assignment, in run: Value, resolver: Resolver) {
    guard let schema = resolver.schema(at: condition.path, in: run) else {
      // `kind` is no key of its own: compare its text.
      let names = (condition.value.elements ?? [condition.value]).compactMap { $0.scalar?.text }
      let owner = Path(condition.path.components.dropLast())
      let slot = resolver.schema(at: owner, in: run)?.slot
      values = names.map { name in
        .string(slot.flatMap { resolver.vocabulary.kind(named: name, in: $0)?.name } ?? name)
      }
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

extension Schema {
  /// What the kinds of a union are for; nil for anything else.
  var slot: Slot? {
    guard case .union(let slot, _) = self else { return nil }
    return slot
  }
}
