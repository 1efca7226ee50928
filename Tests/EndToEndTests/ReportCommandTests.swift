import Foundation
import Testing

@Suite("gfrun compare and gfrun report")
struct ReportCommandTests {
  /// Two cases, three seeds, and a description that would get out of a script.
  private static let experiment = Experiments.small
    .replacing("seeds: 2", with: "seeds: 3")
    .replacing("name: small\n", with: "name: small\ndescription: Small & \"quick\" </script>\n")

  @Test("a sweep is compared from its run files, or its sweep file alone, alike")
  func compare() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Experiments.small.replacing("seeds: 2", with: "seeds: 3"))
    #expect(try program.call(file, "-q").status == 0)
    let whole = try program.call(
      "compare", "results/small", "--metric", "w1,sw2", "--format", "csv")
    #expect(whole.status == 0 && whole.talk.isEmpty, "\(whole.talk)")
    let alone = try program.call(
      "compare", "results/small/small.h5", "--by", "case", "--metric", "w1", "--metric", "sw2",
      "--format", "csv")
    #expect(alone.status == 0 && alone.output == whole.output && whole.output.contains("w1-fe,w1"))
    for format in ["text", "markdown", "latex", "json"] {
      let outcome = try program.call(
        "compare", "results/small", "--at", "mean:10..30", "--format", format, "--baseline",
        "case=jsd")
      #expect(outcome.status == 0 && outcome.output.contains("w1-fe"), "\(outcome.talk)")
    }
    let training = try program.call("compare", "results/small", "--metric", "training/objective")
    #expect(training.status == 0 && training.output.contains("training/objective"))

    let refusals: [(arguments: [String], status: Int32, message: String)] = [
      (["results/small", "--metric", "w3"], 64, "no run has a metric 'w3'; there are w1, w2, sw2"),
      (["results/small", "--by", "csae"], 64, "did you mean 'case'? There are case, seed"),
      (["results/small", "--at", "never"], 64, "never"),
      (["results/small", "--of", "case"], 64, "'--of' takes key=value"),
      (["results/none"], 66, "results/none"),
    ]
    for (arguments, status, message) in refusals {
      let outcome = try Program.run(
        Program.path, ["compare"] + arguments, in: program.folder)
      #expect(outcome.status == status, "\(arguments): \(outcome.talk)")
      #expect(outcome.talk.contains(message), "\(arguments): \(outcome.talk)")
      #expect(outcome.output.isEmpty)
    }
  }

  @Test(
    "the page has the numbers of the files and, where Chromium is installed, works in it",
    .enabled(if: Program.hasPython))
  func report() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.experiment)
    #expect(try program.call(file, "-q").status == 0)
    let outcome = try program.call("report", "results/small")
    #expect(
      outcome.status == 0 && outcome.output == "results/small/report.html\n", "\(outcome.talk)")
    let check = try Program.run(
      URL(fileURLWithPath: Program.python),
      [
        Program.repository.appendingPathComponent("scripts/check_report.py").path,
        "results/small/report.html", "results/small",
      ], in: program.folder)
    #expect(check.status == 0, "\(check.output)\(check.talk)")
    #expect(check.output.contains("ok   numbers: 6 runs"), "\(check.output)")
    if check.output.contains("skip browser") { print("Chromium is not installed: not looked at") }
    let python = URL(fileURLWithPath: Program.python)
    let scripts = Program.repository.appendingPathComponent("scripts")
    let events = try Program.run(
      python,
      [scripts.appendingPathComponent("to_tensorboard.py").path, "results/small", "events"],
      in: program.folder)
    #expect(events.status == 0 && events.output == "6 runs in events\n", "\(events.talk)")
    let reader = try Program.run(
      python,
      [scripts.appendingPathComponent("check_tensorboard.py").path, "events", "results/small"],
      in: program.folder)
    #expect(reader.status == 0 && reader.output.hasPrefix("ok   6 files"), "\(reader.talk)")
    let missing = try program.call("report", "results/none")
    #expect(missing.status == 66 && missing.talk.contains("there is no folder 'results/none'"))
  }
}
