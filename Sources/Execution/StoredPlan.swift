import Foundation
import Planning
import Results
package import Specification

/// The plan as it is kept beside the runs, so that a sweep can be collected without its file.
package struct StoredPlan: Codable, Sendable {
  /// One run, with what the sweep set for it.
  package struct Run: Codable, Sendable {
    /// The run.
    package let id: String
    let caseName: String?
    /// Its seed.
    package let seed: Int
    let swept: [Entry]

    enum CodingKeys: String, CodingKey {
      case id = "run_id"
      case caseName = "case"
      case seed, swept
    }
  }

  /// A swept path and its value; nil where the run has no such path.
  struct Entry: Codable, Sendable {
    let path: String
    let value: Scalar?
  }

  /// A swept value; lists and mappings are kept as their JSON text.
  enum Scalar: Sendable {
    case text(String)
    case integer(Int)
    case number(Double)
  }

  let experiment: String
  /// The runs, in the order of the plan.
  package let runs: [Run]

  /// The wanted runs of a plan.
  init(_ plan: Plan, _ wanted: [PlannedRun]) {
    experiment = plan.experiment.name
    runs = wanted.map { run in
      Run(
        id: run.id.description, caseName: run.caseName, seed: run.seed,
        swept: run.swept.map { Entry(path: $0.path.text, value: $0.value.map(Scalar.init)) })
    }
  }

  /// The plan kept in `folder`; nil where there is none.
  ///
  /// - Throws: `CollectionError.damagedPlan` where there is one that makes no sense.
  package init?(in folder: SweepFolder) throws(CollectionError) {
    guard let data = FileManager.default.contents(atPath: folder.planFile) else { return nil }
    guard let plan = try? JSONDecoder().decode(StoredPlan.self, from: data), plan.isConsistent
    else { throw .damagedPlan(path: folder.planFile) }
    self = plan
  }

  /// Whether the ids are ids and all runs have the same swept paths.
  private var isConsistent: Bool {
    let paths = runs.first?.swept.map(\.path) ?? []
    return runs.allSatisfy { RunID($0.id) != nil && $0.swept.map(\.path) == paths }
  }

  /// Keeps the plan in `folder`, which is made where it is missing; one that is there is not
  /// written again.
  ///
  /// - Returns: whether another plan, or none, was kept before.
  /// - Throws: `ResultsError` where the folder or the file cannot be written.
  func write(to folder: SweepFolder) throws -> Bool {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(self)
    guard FileManager.default.contents(atPath: folder.planFile) != data else { return false }
    try FolderMaking.make(folder.internals)
    try AtomicFile.publish([UInt8](data), to: folder.planFile)
    return true
  }

  /// The rows of the sweep file, one per planned run.
  var rows: [SweepRow] {
    runs.map { run in
      SweepRow(
        runID: run.id, caseName: run.caseName ?? "", seed: run.seed,
        swept: run.swept.map { Results.SweptValue(path: $0.path, value: $0.value?.scalar) },
        file: nil, status: "missing")
    }
  }
}

/// A number is kept as `{"number": 1}`: JSON would make an integer of it.
extension StoredPlan.Scalar: Codable {
  private enum CodingKeys: CodingKey {
    case number
  }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: CodingKeys.self) {
      self = .number(try container.decode(Double.self, forKey: .number))
      return
    }
    let container = try decoder.singleValueContainer()
    if let integer = try? container.decode(Int.self) {
      self = .integer(integer)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .integer(let integer):
      var container = encoder.singleValueContainer()
      try container.encode(integer)
    case .number(let number):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(number, forKey: .number)
    }
  }
}

extension StoredPlan.Scalar {
  fileprivate init(_ value: Value) {
    switch value {
    case .string(let text): self = .text(text)
    case .integer(let integer): self = .integer(integer)
    case .number(let number): self = .number(number)
    default: self = .text(JSONText.compact(value))
    }
  }

  fileprivate var content: Value {
    switch self {
    case .text(let text): .string(text)
    case .integer(let integer): .integer(integer)
    case .number(let number): .number(number)
    }
  }

  fileprivate var scalar: SweptScalar {
    switch self {
    case .text(let text): .text(text)
    case .integer(let integer): .integer(integer)
    case .number(let number): .number(number)
    }
  }
}

extension StoredPlan.Run {
  /// The paths that the sweep sets, its cases first, with their values; nil where the run has no such path.
  package var settings: [(path: Path, value: Value?)] {
    [("case", caseName.map(Value.string))]
      + swept.map { (path: Path($0.path), value: $0.value?.content) }
  }

  /// What people call the run: its case, what the sweep set for it, its seed.
  package var label: String {
    var words = caseName.map { [$0] } ?? []
    for entry in swept {
      guard let value = entry.value else { continue }
      let key = entry.path.split(separator: ".").last.map(String.init) ?? entry.path
      words.append("\(key)=\(value.scalar)")
    }
    words.append("seed \(seed)")
    return words.joined(separator: " ")
  }
}
