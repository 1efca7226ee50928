import Foundation
import Planning
import Results
import Specification

/// The plan as it is kept beside the runs, so that a sweep can be collected without its file.
struct StoredPlan: Codable, Sendable {
  /// One run, with what the sweep set for it.
  struct Run: Codable, Sendable {
    let id: String
    let caseName: String?
    let seed: Int
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
  let runs: [Run]

  init(_ plan: Plan) {
    experiment = plan.experiment.name
    runs = plan.runs.map { run in
      Run(
        id: run.id.description, caseName: run.caseName, seed: run.seed,
        swept: run.swept.map { Entry(path: $0.path.text, value: $0.value.map(Scalar.init)) })
    }
  }

  /// The plan kept in `folder`; nil where there is none that can be read.
  init?(in folder: SweepFolder) {
    guard let data = FileManager.default.contents(atPath: folder.planFile),
      let plan = try? JSONDecoder().decode(StoredPlan.self, from: data)
    else { return nil }
    self = plan
  }

  /// Keeps the plan in `folder`, which is made where it is missing.
  ///
  /// - Throws: `ResultsError` where the folder or the file cannot be written.
  func write(to folder: SweepFolder) throws {
    try FolderMaking.make(folder.internals)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.publish([UInt8](try encoder.encode(self)), to: folder.planFile)
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

extension StoredPlan.Scalar: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let integer = try? container.decode(Int.self) {
      self = .integer(integer)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .integer(let integer): try container.encode(integer)
    case .number(let number): try container.encode(number)
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

  fileprivate var scalar: SweptScalar {
    switch self {
    case .text(let text): .text(text)
    case .integer(let integer): .integer(integer)
    case .number(let number): .number(number)
    }
  }
}
