import Planning
import Specification

/// Runs told apart by some of their values: the lines of a panel, the rows of a grid.
struct Grouping {
  /// The runs that have the same values.
  struct Group: Equatable {
    /// The values, as one text that no other group has.
    let key: String
    /// The values in words; empty where there is nothing to tell apart.
    let label: String
  }

  /// What tells the runs apart: paths or `case`.
  let names: [String]
  /// The groups, in the order of their first runs.
  let groups: [Group]

  /// Groups `runs` by `names`.
  ///
  /// A label says a value only where runs of the same case differ in it, and the case only where there
  /// are several or there is nothing else to say.
  ///
  /// - Parameters:
  ///   - runs: the runs.
  ///   - names: paths or `case`.
  ///   - labels: what to write in place of labels, or of parts of them, that come out otherwise.
  init(_ runs: FinishedRuns, by names: [String], labels: Value) {
    self.names = names
    var keys: [String] = []
    var first: [String: FinishedRuns.Item] = [:]
    for item in runs.items {
      let key = Self.key(of: item, names)
      guard first[key] == nil else { continue }
      first[key] = item
      keys.append(key)
    }
    let heads = keys.compactMap { first[$0] }
    groups = zip(keys, heads).map { key, head in
      let rivals = heads.filter {
        !names.contains("case") || $0.run.caseName == head.run.caseName
      }
      return Group(key: key, label: Self.label(of: head, names, rivals: rivals, labels))
    }
  }

  /// The place of the group of a run.
  func index(of item: FinishedRuns.Item) -> Int? {
    let key = Self.key(of: item, names)
    return groups.firstIndex { $0.key == key }
  }

  /// What tells the configurations of `runs` apart, besides `others`: the case and the swept paths that
  /// differ.
  static func telling(_ runs: FinishedRuns, besides others: [String] = []) -> [String] {
    let candidates = (runs.hasCases ? ["case"] : []) + runs.sweptPaths
    return candidates.filter { name in
      !others.contains(name) && Set(runs.items.map { key(of: $0, [name]) }).count > 1
    }
  }

  private static func key(of item: FinishedRuns.Item, _ names: [String]) -> String {
    names.map { item.value(of: $0).map(JSONText.compact) ?? "" }.joined(separator: "\u{1}")
  }

  private static func label(
    of item: FinishedRuns.Item, _ names: [String], rivals: [FinishedRuns.Item], _ labels: Value
  ) -> String {
    var parts: [String] = []
    for name in names {
      guard let value = item.value(of: name) else { continue }
      let isTelling = rivals.contains { $0.value(of: name) != value }
      guard isTelling || name == "case" else { continue }
      let text = LabelText.text(of: value, at: name, among: names)
      let bare = LabelText.text(of: value)
      parts.append(labels[text].textOrNil ?? labels[bare].textOrNil ?? text)
    }
    let label = parts.joined(separator: " · ")
    return labels[label].textOrNil ?? label
  }
}

/// Values and paths as a legend writes them.
enum LabelText {
  /// A value with as much of its path as tells what it is: `persistency 5`, a case or a kind alone.
  static func text(of value: Value, at name: String, among names: [String]) -> String {
    guard name != "case" else { return value.textOrNil ?? "" }
    if case .object = value { return text(of: value) }
    return "\(short(name, among: names)) \(text(of: value))"
  }

  /// A value in words: of a kind, its name and what else is said of it in single numbers and words.
  static func text(of value: Value) -> String {
    switch value {
    case .null: return "none"
    case .boolean(let boolean): return boolean ? "yes" : "no"
    case .integer(let integer): return String(integer)
    case .number(let number): return NumberText.canonical(number)
    case .string(let text): return text
    case .list: return JSONText.compact(value)
    case .object(let object):
      let rest = object.members.filter { $0.key != "kind" }.compactMap { member -> String? in
        switch member.value {
        case .list, .object, .null: nil
        default: "\(spaced(member.key)) \(text(of: member.value))"
        }
      }
      guard let kind = object["kind"]?.textOrNil else { return JSONText.compact(value) }
      // A network has too many keys to be told in a legend.
      return rest.count > 2 ? kind : ([kind] + rest).joined(separator: ", ")
    }
  }

  /// The last word of a path, or more of it where another ends alike.
  static func short(_ path: String, among paths: [String]) -> String {
    let parts = path.split(separator: ".").map(String.init)
    for count in 1...max(parts.count, 1) {
      let tail = parts.suffix(count)
      let others = paths.filter {
        $0 != path && $0.split(separator: ".").map(String.init).suffix(count) == tail
      }
      if others.isEmpty { return spaced(tail.joined(separator: ".")) }
    }
    return path
  }

  /// A key of the language as words.
  static func spaced(_ key: String) -> String {
    String(key.map { $0 == "-" ? " " : $0 })
  }
}
