/// The kinds there are: those built in and those that plug-ins add, through the same door.
public struct Vocabulary: Sendable {
  private var kindsBySlot: [Slot: [Kind]] = [:]
  /// The slots, in the order in which they got their first kind.
  public private(set) var slots: [Slot] = []

  /// What must hold between the sections of a run, besides what the language itself asks for.
  package private(set) var runChecks: [Check] = []

  /// A vocabulary without any kind.
  public init() {}

  /// Adds a kind to a slot; its name and aliases must be new there.
  public mutating func add(_ kind: Kind, to slot: Slot) {
    for name in [kind.name] + kind.aliases {
      precondition(
        self.kind(named: name, in: slot) == nil, "\(slot.name) has a kind '\(name)' already")
    }
    if kindsBySlot[slot] == nil { slots.append(slot) }
    kindsBySlot[slot, default: []].append(kind)
  }

  /// Adds several kinds to a slot.
  public mutating func add(_ kinds: [Kind], to slot: Slot) {
    for kind in kinds { add(kind, to: slot) }
  }

  /// Adds a condition between the sections of a run.
  public mutating func add(_ check: Check) {
    runChecks.append(check)
  }

  /// The same language for runs that were checked already, as a part of their sweep: what must hold between
  /// their sections is not asked again, which may take a program of somebody's to answer.
  package var ofCheckedRuns: Vocabulary {
    var copy = self
    copy.runChecks = []
    return copy
  }

  /// The kinds of a slot, in the order in which they were added.
  public func kinds(of slot: Slot) -> [Kind] {
    kindsBySlot[slot] ?? []
  }

  /// The kind of a slot that has `name` as its name or an alias.
  public func kind(named name: String, in slot: Slot) -> Kind? {
    kindsBySlot[slot]?.first { $0.name == name || $0.aliases.contains(name) }
  }
}
