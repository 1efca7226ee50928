import Planning
import Specification

/// What one set of runs has that another has not, for people and for programs.
struct DiffPresentation {
  /// The values of a path that are shown.
  private static let maximumValues = 8

  private let difference: PlanDifference
  private let old: String
  private let new: String

  init(_ difference: PlanDifference, from old: String, to new: String) {
    self.difference = difference
    self.old = old
    self.new = new
  }

  var text: String {
    var text =
      "\(old) → \(new): \(count(difference.added)) new, \(difference.shared.count) reused, "
      + "\(count(difference.removed)) orphaned\n"
    if !difference.changes.isEmpty {
      text += "changed in every run\n"
      for change in difference.changes {
        text += "  \(change.path)  \(word(change.old)) → \(word(change.new))\n"
      }
    }
    text += section("new", "+", difference.added) + section("orphaned", "−", difference.removed)
    return text
  }

  private func count(_ groups: [PlanDifference.Group]) -> Int {
    groups.reduce(0) { $0 + $1.ids.count }
  }

  private func section(_ title: String, _ sign: String, _ groups: [PlanDifference.Group]) -> String
  {
    guard !groups.isEmpty else { return "" }
    let width = groups.map { String($0.ids.count).count }.max() ?? 0
    let lines = groups.map { group in
      let number = String(group.ids.count)
      let padding = String(repeating: " ", count: width - number.count)
      let parts = group.novelties.map { "\($0.path) \(values($0.values))" }
      return
        "  \(sign)\(padding)\(number)  \(parts.isEmpty ? rest : parts.joined(separator: ", "))\n"
    }
    return title + "\n" + lines.joined()
  }

  /// What tells runs that have no value of their own.
  private var rest: String {
    if difference.shared.isEmpty, difference.added.isEmpty || difference.removed.isEmpty {
      return "with nothing to compare with"
    }
    return difference.changes.isEmpty
      ? "another combination of known values" : "by what changed in every run"
  }

  private func values(_ values: [Value]) -> String {
    let shown = values.prefix(Self.maximumValues).map { word($0) }.joined(separator: ", ")
    let rest = values.count - Self.maximumValues
    return rest > 0 ? "\(shown) and \(rest) more" : shown
  }

  private func word(_ value: Value?) -> String {
    value.map(FieldText.word) ?? "–"
  }

  var json: String {
    func groups(_ groups: [PlanDifference.Group]) -> Value {
      .list(
        groups.map { group in
          [
            "count": .integer(group.ids.count),
            "paths": .object(
              Value.Object(
                group.novelties.map { .init(key: $0.path.text, value: .list($0.values)) })),
            "run_ids": .list(group.ids.map { .string($0.description) }),
          ]
        })
    }
    return JSONText.compact([
      "old": .string(old), "new": .string(new),
      "changed": .object(
        Value.Object(
          difference.changes.map {
            .init(key: $0.path.text, value: ["old": $0.old ?? .null, "new": $0.new ?? .null])
          })),
      "added": groups(difference.added), "removed": groups(difference.removed),
      "shared": .list(difference.shared.map { .string($0.description) }),
    ])
  }
}

/// Values of fields in words.
enum FieldText {
  /// A value as a file would write it.
  static func word(_ value: Value) -> String {
    switch value {
    case .string(let text): text
    case .number(let number): NumberText.canonical(number)
    default: YAMLWriter.flow(value)
    }
  }
}
