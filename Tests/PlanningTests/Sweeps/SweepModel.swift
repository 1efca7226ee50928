import Planning
import Specification

/// Random sweeps as data, their text, and the runs they ask for by a second implementation: plain loops
/// over dictionaries, without structures, classes or exchange.
struct SweepModel {
  /// A value as a file writes it, and as the canonical JSON of a resolved run has it.
  struct Literal: Hashable {
    let text: String
    let json: String
  }

  /// A run: the canonical JSON of each path that the model knows.
  typealias Run = [String: String]

  struct Condition {
    let path: String
    let alternatives: [Literal]

    var text: String { "\(path): [\(alternatives.map(\.text).joined(separator: ", "))]" }

    func holds(for run: Run) -> Bool { alternatives.contains { $0.json == run[path] } }
  }

  struct Selector {
    var caseName: String?
    var conditions: [Condition] = []

    var text: String {
      let parts = (caseName.map { ["case: \($0)"] } ?? []) + conditions.map(\.text)
      return "{\(parts.joined(separator: ", "))}"
    }

    func holds(for run: Run, of name: String?) -> Bool {
      (caseName == nil || caseName == name) && conditions.allSatisfy { $0.holds(for: run) }
    }
  }

  struct Axis {
    let path: String
    /// How the values are written: a list, a range or a distribution.
    let text: String
    let values: [Literal]
    var when: Selector?
  }

  struct Block {
    var cases: [(name: String, patch: [(String, Literal)])] = []
    var zip: [Axis] = []
    var points: [[(String, Literal)]] = []
    var grid: [Axis] = []
    var draws: [(name: String, seed: Int, count: Int, axes: [Axis])] = []
    var exclusions: [Selector] = []
    var seeds: [Int] = []
    var drawSeed = 0
  }

  var blocks: [Block] = []

  static let base = """
    name: model
    data: {target: gaussian-ring}
    flow: {kind: w1, step: 7, persistency: 7, update: forward-euler}
    generator: {hidden: [7]}
    schedule: {iterations: 10, batch: 7, generator: {optimizer: adam}}

    """
  static let start: Run = [
    "flow.step": "7", "flow.persistency": "7", "flow.update": "\"forward-euler\"",
    "generator.hidden": "[7]", "schedule.batch": "7",
    "schedule.generator.optimizer.kind": "\"adam\"", "seed": "0",
  ]
  static let literals: [String: [Literal]] = [
    "flow.step": [
      Literal(text: "0.5", json: "0.5"), Literal(text: "1.0", json: "1"),
      Literal(text: "2e0", json: "2"),
      Literal(
        text: "{kind: linear, from: 1, to: 2}", json: #"{"from":1,"kind":"linear","to":2}"#),
      Literal(
        text: "{kind: linear, from: 3, to: 2}", json: #"{"from":3,"kind":"linear","to":2}"#),
      Literal(text: "{kind: constant, value: 3}", json: #"{"kind":"constant","value":3}"#),
    ],
    "flow.persistency": ["1", "2", "3"].map { Literal(text: $0, json: $0) },
    "schedule.batch": ["4", "8", "16"].map { Literal(text: $0, json: $0) },
    "flow.update": ["forward-euler", "adversarial"].map { Literal(text: $0, json: "\"\($0)\"") },
    "generator.hidden": ["[8]", "[8, 9]", "[]"].map {
      Literal(text: $0, json: $0.filter { $0 != " " })
    },
    "schedule.generator.optimizer.kind": ["adam", "sgd", "rmsprop"].map {
      Literal(text: $0, json: "\"\($0)\"")
    },
  ]

  // MARK: - What it asks for

  /// The runs in their order, each once.
  var runs: [(name: String?, run: Run)] {
    var seen: Set<Run> = []
    return blocks.flatMap(SweepModel.runs).filter { seen.insert($0.run).inserted }
  }

  private static func runs(of block: Block) -> [(name: String?, run: Run)] {
    let cases: [(name: String, patch: [(String, Literal)])?] =
      block.cases.isEmpty ? [nil] : block.cases
    var found: [(name: String?, run: Run)] = []
    for item in cases {
      let own = Set(item?.patch.map(\.0) ?? [])
      let grid = block.grid.filter { !own.contains($0.path) }
      var parts: [[[(path: String, value: Literal, when: Selector?)]]] = []
      func together(_ axes: [Axis]) {
        guard let first = axes.first else { return }
        parts.append(
          first.values.indices.map { step in axes.map { ($0.path, $0.values[step], $0.when) } })
      }
      together(block.zip)
      if !block.points.isEmpty { parts.append(block.points.map { $0.map { ($0.0, $0.1, nil) } }) }
      for axis in grid { together([axis]) }
      for draw in block.draws { together(draw.axes) }
      if !block.seeds.isEmpty {
        parts.append(
          block.seeds.map { [("seed", Literal(text: "\($0)", json: "\($0)"), nil)] })
      }
      let first = item?.patch.map { (path: $0.0, value: $0.1, when: Selector?.none) } ?? []
      for settings in product(parts) {
        var run = start
        for setting in first + settings where setting.when == nil {
          run[setting.path] = setting.value.json
        }
        for setting in settings {
          if let when = setting.when, when.holds(for: run, of: item?.name) {
            run[setting.path] = setting.value.json
          }
        }
        guard !block.exclusions.contains(where: { $0.holds(for: run, of: item?.name) }) else {
          continue
        }
        found.append((item?.name, run))
      }
    }
    return found
  }

  private static func product<Element>(_ parts: [[[Element]]]) -> [[Element]] {
    parts.reduce([[]]) { heads, part in heads.flatMap { head in part.map { head + $0 } } }
  }

  // MARK: - Its text

  /// The experiment file.
  var text: String {
    let texts = blocks.map(SweepModel.text)
    return SweepModel.base
      + (texts.count == 1 ? "sweep: \(texts[0])\n" : "sweep: [\(texts.joined(separator: ", "))]\n")
  }

  private static func text(of block: Block) -> String {
    func patch(_ settings: [(String, Literal)]) -> String {
      "{\(settings.map { "\($0.0): \($0.1.text)" }.joined(separator: ", "))}"
    }
    func axes(_ axes: [Axis]) -> String {
      axes.map { axis in
        guard let when = axis.when else { return "\(axis.path): \(axis.text)" }
        let isList = axis.text.hasPrefix("[")
        let inner = isList ? "values: \(axis.text)" : String(axis.text.dropFirst().dropLast())
        return "\(axis.path): {\(inner), when: \(when.text)}"
      }.joined(separator: ", ")
    }
    var parts = ["seed: \(block.drawSeed)"]
    if !block.cases.isEmpty {
      let cases = block.cases.map { "\($0.name): \(patch($0.patch))" }
      parts.append("cases: {\(cases.joined(separator: ", "))}")
    }
    if !block.exclusions.isEmpty {
      parts.append("exclude: [\(block.exclusions.map(\.text).joined(separator: ", "))]")
    }
    if !block.grid.isEmpty { parts.append("grid: {\(axes(block.grid))}") }
    for draw in block.draws {
      parts.append("\(draw.name): {count: \(draw.count), \(axes(draw.axes))}")
    }
    if !block.points.isEmpty {
      parts.append("points: [\(block.points.map(patch).joined(separator: ", "))]")
    }
    if !block.zip.isEmpty { parts.append("zip: {\(axes(block.zip))}") }
    if !block.seeds.isEmpty {
      parts.append("seeds: [\(block.seeds.map(String.init).joined(separator: ", "))]")
    }
    return "{\(parts.joined(separator: ", "))}"
  }
}
