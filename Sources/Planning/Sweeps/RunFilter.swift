internal import Specification
internal import YAML

/// Decides which runs of a structure meet the conditions of selectors.
struct RunFilter {
  /// One selector, as far as the structure leaves it open.
  private struct Rule {
    /// Whether some run of the structure can meet it.
    var canMatch = true
    /// What depends on the run.
    var conditions: [Condition] = []
  }

  /// A condition on what differs between the runs of the structure.
  private struct Condition {
    enum Subject {
      /// The name of the case.
      case cases(Set<String>)
      /// A value that is exchanged, wholly or in part.
      case value(Path, Alternatives)
    }

    let subject: Subject
    /// The dimensions that it depends on.
    let dimensions: [Int]
    /// Whether it is met, for the combinations of their steps that were looked at.
    var isMet: [Int: Bool] = [:]
  }

  private let structure: Structure
  private let layout: Layout
  private var rules: [Rule]

  init(_ selectors: [Sweep.Selector], structure: Structure, layout: Layout, resolver: Resolver) {
    self.structure = structure
    self.layout = layout
    rules = selectors.map { RunFilter.rule($0, structure, layout, resolver) }
  }

  private static func rule(
    _ selector: Sweep.Selector, _ structure: Structure, _ layout: Layout, _ resolver: Resolver
  ) -> Rule {
    var rule = Rule()
    if let cases = selector.cases {
      if layout.caseNames.isEmpty { rule.canMatch = false }
      rule.conditions.append(Condition(subject: .cases(Set(cases)), dimensions: [0]))
    }
    for condition in selector.conditions {
      let alternatives = Alternatives(condition, in: structure.value, resolver: resolver)
      let slots = structure.slots.filter { $0.path.isWithin(condition.path) }
      if slots.isEmpty {
        let value = structure.value.value(at: condition.path)
        rule.canMatch = rule.canMatch && value.map(alternatives.contain) ?? false
      } else {
        rule.conditions.append(
          Condition(
            subject: .value(condition.path, alternatives),
            dimensions: Set(slots.map(\.dimension)).sorted()))
      }
    }
    return rule
  }

  /// Whether the run at `steps` meets the selector numbered `index`.
  mutating func matches(_ index: Int, at steps: [Int]) -> Bool {
    guard rules[index].canMatch else { return false }
    for place in rules[index].conditions.indices {
      let condition = rules[index].conditions[place]
      let key = layout.number(of: steps, along: condition.dimensions)
      let isMet = condition.isMet[key] ?? isMet(condition.subject, at: steps)
      rules[index].conditions[place].isMet[key] = isMet
      guard isMet else { return false }
    }
    return true
  }

  private func isMet(_ subject: Condition.Subject, at steps: [Int]) -> Bool {
    switch subject {
    case .cases(let names): layout.caseName(at: steps).map(names.contains) ?? false
    case .value(let path, let alternatives):
      structure.value(of: path, at: LayoutPoint(layout: layout, steps: steps))
        .map(alternatives.contain) ?? false
    }
  }

  /// The selectors that the run at `steps` meets.
  mutating func matches(at steps: [Int]) -> [Int] {
    var found: [Int] = []
    for index in rules.indices where matches(index, at: steps) { found.append(index) }
    return found
  }
}

/// The values that a condition names: one, or a list of alternatives.
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
