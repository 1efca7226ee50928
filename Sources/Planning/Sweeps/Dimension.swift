internal import Specification
internal import YAML

/// One direction of a sweep: what is set together, step by step.
///
/// Steps that give a run the same shape, the same keys and kinds, are of one class: of those a run is
/// resolved once, and the values in which they differ are exchanged, each on its own.
struct Dimension: Sendable {
  /// What the steps are.
  enum Steps: Sendable {
    case cases([Sweep.Case])
    case points([[Sweep.Assignment]])
    /// Axes walked together, with the values of each.
    case axes([Sweep.Axis], [[Node]])
    case seeds(Sweep.Seeds, SourceLocation)
  }

  /// What the steps are.
  let steps: Steps
  /// The number of steps.
  let count: Int
  /// For axes: the number of each one's condition among those of the layout; nil where it has none.
  let conditions: [Int?]
  /// The class of every step; nothing where all are of one.
  private let classes: [Int32]
  /// The steps of every class; nothing where all are of one.
  private let membersByClass: [[Int32]]
  /// The place of every step in its class; nothing where all are of one.
  private let places: [Int32]

  /// The direction of `steps`.
  ///
  /// - Parameters:
  ///   - steps: what is set.
  ///   - conditions: for each axis, the number of its condition; nothing where none has one.
  ///   - shapes: what tells steps apart that are not of one class.
  init(_ steps: Steps, conditions: [Int?] = [], shapes: StepShapes) {
    self.steps = steps
    self.conditions = conditions
    count =
      switch steps {
      case .cases(let cases): cases.count
      case .points(let points): points.count
      case .axes(_, let values): values.map(\.count).min() ?? 0
      case .seeds(let seeds, _): seeds.count
      }
    var known: [[UInt8]: Int32] = [:]
    var classes: [Int32] = []
    var members: [[Int32]] = []
    var places: [Int32] = []
    if case .seeds = steps {
    } else {
      for step in 0..<count {
        let shape = shapes.shape(of: Dimension.assignments(steps, at: step))
        let found = known[shape] ?? Int32(members.count)
        if found == Int32(members.count) {
          known[shape] = found
          members.append([])
        }
        classes.append(found)
        places.append(Int32(members[Int(found)].count))
        members[Int(found)].append(Int32(step))
      }
    }
    let isUniform = members.count < 2
    self.classes = isUniform ? [] : classes
    self.places = isUniform ? [] : places
    membersByClass = isUniform ? [] : members
  }

  /// Whether steps differ in the shape they give a run.
  var isStructural: Bool { !classes.isEmpty }

  /// The class of a step.
  func kind(of step: Int) -> Int {
    classes.isEmpty ? 0 : Int(classes[step])
  }

  /// The place of a step among those of its class.
  func place(of step: Int) -> Int {
    places.isEmpty ? step : Int(places[step])
  }

  /// The steps of a class, in their order.
  func members(of kind: Int) -> [Int] {
    membersByClass.isEmpty ? Array(0..<count) : membersByClass[kind].map(Int.init)
  }

  /// What a step sets in a run for which the conditions numbered in `active` hold.
  func assignments(at step: Int, active: [Bool]) -> [Sweep.Assignment] {
    let all = Dimension.assignments(steps, at: step)
    guard !conditions.isEmpty else { return all }
    return zip(all, conditions).compactMap { assignment, condition in
      condition.map { active[$0] } ?? true ? assignment : nil
    }
  }

  /// Whether a step sets nothing in a run for which the conditions numbered in `active` hold.
  func isIdle(_ active: [Bool]) -> Bool {
    !conditions.isEmpty && conditions.allSatisfy { $0.map { !active[$0] } ?? false }
  }

  private static func assignments(_ steps: Steps, at step: Int) -> [Sweep.Assignment] {
    switch steps {
    case .cases(let cases): return cases[step].assignments
    case .points(let points): return points[step]
    case .axes(let axes, let values):
      return axes.indices.map { index in
        Sweep.Assignment(
          path: axes[index].path, place: axes[index].place, value: values[index][step])
      }
    case .seeds(let seeds, let place):
      let value = Node(.scalar(Scalar(String(seeds[step]), isPlain: true)), at: place)
      return [Sweep.Assignment(path: "seed", place: place, value: value)]
    }
  }
}

/// Tells which parts of what a step sets can be exchanged in a resolved run, and which shape the run.
struct StepShapes: Sendable {
  private let leaves: [Path: [Schema]]

  /// The shapes in the language with the kinds of `vocabulary`.
  init(_ vocabulary: Vocabulary) {
    var leaves: [Path: [Schema]] = [:]
    for leaf in LanguagePaths.all(in: vocabulary) { leaves[leaf.path] = leaf.schemas }
    self.leaves = leaves
  }

  /// What may stand at a path, over all kinds.
  func schemas(at path: Path) -> [Schema] {
    leaves[path] ?? []
  }

  /// What `assignments` have in common with all that give a run the same shape.
  func shape(of assignments: [Sweep.Assignment]) -> [UInt8] {
    var shape: [UInt8] = []
    for assignment in assignments { append(assignment.value, at: assignment.path, to: &shape) }
    return shape
  }

  /// The values that can be exchanged, in the order of their writing.
  func exchangeable(_ assignments: [Sweep.Assignment]) -> [(path: Path, node: Node)] {
    var found: [(path: Path, node: Node)] = []
    for assignment in assignments { collect(assignment.value, at: assignment.path, &found) }
    return found
  }

  private func append(_ node: Node, at path: Path, to shape: inout [UInt8]) {
    if let entries = node.entries, !entries.isEmpty {
      shape.append(UInt8(ascii: "{"))
      for entry in entries { append(entry.value, at: path.appending(entry.key), to: &shape) }
      shape.append(UInt8(ascii: "}"))
    } else {
      for key in path.components {
        shape += key.utf8
        shape.append(0)
      }
      if !isExchangeable(node, at: path) { StepShapes.appendText(of: node, to: &shape) }
    }
  }

  private func collect(_ node: Node, at path: Path, _ found: inout [(path: Path, node: Node)]) {
    if let entries = node.entries, !entries.isEmpty {
      for entry in entries { collect(entry.value, at: path.appending(entry.key), &found) }
    } else if isExchangeable(node, at: path) {
      found.append((path, node))
    }
  }

  private func isExchangeable(_ node: Node, at path: Path) -> Bool {
    guard node.entries == nil, path.components.last != "kind", let schemas = leaves[path] else {
      return false
    }
    return schemas.allSatisfy { $0.isLeaf(for: node) }
  }

  private static func appendText(of node: Node, to shape: inout [UInt8]) {
    switch node.content {
    case .scalar(let scalar):
      shape.append(UInt8(ascii: scalar.isPlain ? "'" : "\""))
      shape += scalar.text.utf8
      shape.append(0)
    case .sequence(let elements):
      shape.append(UInt8(ascii: "["))
      for element in elements { appendText(of: element, to: &shape) }
      shape.append(UInt8(ascii: "]"))
    case .mapping(let entries):
      shape.append(UInt8(ascii: "{"))
      for entry in entries {
        shape += entry.key.utf8
        shape.append(0)
        appendText(of: entry.value, to: &shape)
      }
      shape.append(UInt8(ascii: "}"))
    }
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
