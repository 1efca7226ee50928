internal import Specification
internal import YAML

/// The runs that differ only in values that can be exchanged: resolved once for all of them.
struct Structure: Sendable {
  /// A path whose value is exchanged from run to run.
  struct Slot: Sendable {
    /// The path.
    let path: Path
    /// The dimension of the layout that it is of.
    let dimension: Int
    /// Its value for each step of the class along the dimension; null where it is wrong.
    let values: [Value]
    /// The canonical JSON of each value.
    let texts: [[UInt8]]
  }

  /// Which of the layouts the runs are of.
  let layout: Int
  /// The resolved run at the first step of every class.
  let value: Value
  /// What is exchanged.
  let slots: [Slot]
  /// The identity of the runs, with room for what is exchanged.
  let template: IdentityTemplate

  init(layout: Int, value: Value, slots: [Slot]) {
    self.layout = layout
    self.value = value
    self.slots = slots
    template = IdentityTemplate(RunID.effective(value), slots: slots.map(\.path))
  }

  /// The resolved run at a point of its layout; of the slots, only those of `dimensions` are exchanged
  /// where some are named.
  func resolved(at point: LayoutPoint, along dimensions: [Int]? = nil) -> Value {
    slots.reduce(value) { run, slot in
      guard dimensions?.contains(slot.dimension) ?? true else { return run }
      return run.replacing(slot.path, with: slot.values[point.place(along: slot.dimension)])
    }
  }

  /// The value of one path of the run at a point; nil where the run has no such path.
  func value(of path: Path, at point: LayoutPoint) -> Value? {
    var found: Value?
    for slot in slots where slot.path.isWithin(path) {
      let value = slot.values[point.place(along: slot.dimension)]
      if slot.path == path { return value }
      let rest = Path(Array(slot.path.components.dropFirst(path.components.count)))
      found = (found ?? self.value.value(at: path))?.replacing(rest, with: value)
    }
    return found ?? value.value(at: path)
  }

  /// The canonical JSON of the identity of the run at a point.
  func writeIdentity(at point: LayoutPoint, to bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    for part in template.parts {
      bytes += part.text
      if let index = part.slot {
        let slot = slots[index]
        bytes += slot.texts[point.place(along: slot.dimension)]
      }
    }
  }
}

/// A point of a layout, by its step along each dimension.
struct LayoutPoint {
  let layout: Layout
  let steps: [Int]

  /// The place of the step along a dimension among those of its class.
  func place(along dimension: Int) -> Int {
    layout.dimensions[dimension].place(of: steps[dimension])
  }
}

/// The canonical JSON of a run, cut where values are exchanged.
struct IdentityTemplate: Sendable {
  /// A stretch of fixed text and the slot whose value follows it; none at the end.
  struct Part: Sendable {
    var text: [UInt8]
    var slot: Int?
  }

  private(set) var parts: [Part] = []
  private var text: [UInt8] = []

  /// The text of `value`, cut at the paths of `slots`.
  init(_ value: Value, slots: [Path]) {
    append(value, at: .top, slots: slots)
    parts.append(Part(text: text, slot: nil))
  }

  private mutating func append(_ value: Value, at path: Path, slots: [Path]) {
    if let slot = slots.firstIndex(of: path) {
      parts.append(Part(text: text, slot: slot))
      text = []
      return
    }
    guard case .object(let object) = value, slots.contains(where: { $0.isWithin(path) }) else {
      return JSONText.appendCanonical(value, to: &text)
    }
    for (index, member) in JSONText.canonicalOrder(object).enumerated() {
      text += index > 0 ? [UInt8(ascii: ",")] : [UInt8(ascii: "{")]
      text += Array(JSONText.quoted(member.key).utf8) + [UInt8(ascii: ":")]
      append(member.value, at: path.appending(member.key), slots: slots)
    }
    text.append(UInt8(ascii: "}"))
  }
}
