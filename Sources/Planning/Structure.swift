internal import Specification
internal import YAML

/// The runs of one case that differ only in values that can be exchanged: resolved once for all of them.
struct Structure: Sendable {
  /// A path whose value is exchanged from run to run.
  struct Slot: Sendable {
    /// The path.
    let path: Path
    /// The dimension of the layout that it is of.
    let dimension: Int
    /// Its value for each step along the dimension; null where it is wrong.
    let values: [Value]
    /// The canonical JSON of each value.
    let texts: [[UInt8]]
  }

  /// Which of the layouts the runs are of.
  let layout: Int
  /// The resolved run at the first step of every exchangeable dimension.
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

  /// The resolved run at `steps`.
  func resolved(at steps: [Int]) -> Value {
    slots.reduce(value) { run, slot in
      run.replacing(slot.path, with: slot.values[steps[slot.dimension]])
    }
  }

  /// The value of one path of the run at `steps`; nil where the run has no such path.
  func value(of path: Path, at steps: [Int]) -> Value? {
    if let slot = slots.first(where: { $0.path == path }) {
      return slot.values[steps[slot.dimension]]
    }
    guard slots.contains(where: { $0.path.isWithin(path) }) else { return value.value(at: path) }
    return resolved(at: steps).value(at: path)
  }

  /// The canonical JSON of the identity of the run at `steps`.
  func writeIdentity(at steps: [Int], to bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    for part in template.parts {
      bytes += part.text
      if let index = part.slot {
        let slot = slots[index]
        bytes += slot.texts[steps[slot.dimension]]
      }
    }
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
