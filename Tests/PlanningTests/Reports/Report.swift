import Foundation
import Planning
import Specification
import Testing

/// A file that is wrong, and all that its author is told.
struct Report: CustomTestStringConvertible, Sendable {
  let title: String
  let files: [(name: String, bytes: [UInt8])]
  let overrides: [String]
  let expected: String

  init(
    _ title: String, _ text: String, besides others: KeyValuePairs<String, String> = [:],
    overrides: [String] = [], says expected: String
  ) {
    self.title = title
    files =
      [("experiment.yaml", Array(text.utf8))] + others.map { ($0.key, Array($0.value.utf8)) }
    self.overrides = overrides
    self.expected = expected
  }

  init(_ title: String, bytes: [UInt8], says expected: String) {
    self.title = title
    files = [("experiment.yaml", bytes)]
    overrides = []
    self.expected = expected
  }

  var testDescription: String { title }

  /// What gfrun would print, with paths as seen from the folder of the file.
  func actual() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files {
      try Data(file.bytes).write(to: folder.appendingPathComponent(file.name))
    }
    let path = folder.appendingPathComponent("experiment.yaml").path
    let numbered = overrides.enumerated().map { Override($0.element, argument: $0.offset + 2) }
    return Report.outcome(of: path, overrides: numbered).replacing(folder.path + "/", with: "")
  }

  /// The report on a file: warnings and the number of runs, or errors and the exit code.
  static func outcome(of path: String, overrides: [Override] = []) -> String {
    do {
      let experiment = try Experiment.load(path: path, overrides: overrides)
      let plan = try Plan(experiment: experiment)
      return DiagnosticRenderer().text(plan.warnings) + "\(plan.runs.count) runs\n"
    } catch {
      return DiagnosticRenderer().text(error.diagnostics) + "exit \(error.exitCode)\n"
    }
  }
}
