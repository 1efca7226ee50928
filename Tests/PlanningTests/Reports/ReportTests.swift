import Foundation
import Specification
import Testing

@Suite("Error reports")
struct ReportTests {
  @Test(
    "say all that is wrong with a file, where, and what was expected",
    arguments: [
      textReports, valueReports, conditionReports, potentialReports, sweepReports, blockReports,
      fileReports, claimReports, densityReports, particleReports,
    ].joined())
  func whole(report: Report) throws {
    let actual = try report.actual()
    #expect(actual == report.expected)
  }

  @Test("tell a missing file, a directory and a file without permission apart")
  func unreadableFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = folder.path + "/none.yaml"
    #expect(Report.outcome(of: missing) == "gfrun: error: no file '\(missing)'\nexit 66\n")
    #expect(
      Report.outcome(of: folder.path)
        == "gfrun: error: '\(folder.path)' is a directory\n      expected a file\nexit 65\n")
    let locked = folder.appendingPathComponent("locked.yaml")
    try Data("name: a\n".utf8).write(to: locked)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: locked.path)
    guard getuid() != 0 else { return }
    #expect(
      Report.outcome(of: locked.path)
        == "gfrun: error: no permission to read '\(locked.path)'\nexit 77\n")
  }

  @Test("colour only what a terminal is asked to colour")
  func colours() throws {
    let failure = #expect(throws: SpecificationFailure.self) {
      try Experiment.read(text: "- a\n", named: "a.yaml")
    }
    let diagnostics = try #require(failure).diagnostics
    let plain = DiagnosticRenderer().text(diagnostics)
    let coloured = DiagnosticRenderer(colour: true).text(diagnostics)
    #expect(!plain.contains("\u{1B}"))
    #expect(coloured.contains("\u{1B}[1;31merror:\u{1B}[0m"))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }
}
