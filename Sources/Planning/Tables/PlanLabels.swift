internal import Specification

/// The cells of a plan's table between id and state, each distinct one made once.
struct PlanLabels {
  /// A cell: its text and how many columns it takes.
  struct Label {
    let bytes: [UInt8]
    let width: Int

    init(_ text: String) {
      bytes = Array(text.utf8)
      width = text.unicodeScalars.count
    }
  }

  /// The cells of one column for the runs of a structure.
  private enum Column {
    case fixed(Label)
    case alongDimension(Int, [Label])
    /// Parts of the value are exchanged.
    case composed(Path)
  }

  private let plan: Plan
  private let paths: [Path]
  private var columns: [[Column]?]

  init(_ plan: Plan, paths: [Path]) {
    self.plan = plan
    self.paths = paths + ["seed"]
    columns = Array(repeating: nil, count: plan.structures.count)
  }

  /// The cells of a run: case if asked for, swept values, seed.
  mutating func cells(of run: Int, withCase: Bool) -> [Label] {
    let (structure, point) = plan.place(of: run)
    let columns = columns(of: Int(plan.records[run].structure))
    let name = point.layout.caseName(at: point.steps)
    var labels: [Label] = withCase ? [Label(name ?? "")] : []
    for column in columns {
      switch column {
      case .fixed(let label): labels.append(label)
      case .alongDimension(let dimension, let steppedLabels):
        labels.append(steppedLabels[point.place(along: dimension)])
      case .composed(let path):
        labels.append(PlanLabels.label(structure.value(of: path, at: point)))
      }
    }
    return labels
  }

  private mutating func columns(of index: Int) -> [Column] {
    if let columns = columns[index] { return columns }
    let structure = plan.structures[index]
    let made = paths.map { path -> Column in
      if let slot = structure.slots.first(where: { $0.path == path }) {
        return .alongDimension(slot.dimension, slot.values.map(PlanLabels.label))
      }
      if structure.slots.contains(where: { $0.path.isWithin(path) }) { return .composed(path) }
      return .fixed(PlanLabels.label(structure.value.value(at: path)))
    }
    columns[index] = made
    return made
  }

  private static func label(_ value: Value?) -> Label {
    guard let value else { return Label("-") }
    return switch value {
    case .string(let text): Label(text)
    case .number(let number): Label(NumberText.canonical(number))
    case .integer(let integer): Label(String(integer))
    default: Label(JSONText.compact(value))
    }
  }
}
