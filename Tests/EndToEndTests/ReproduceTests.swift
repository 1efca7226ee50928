import Foundation
import Results
import Testing

@Suite("reproduce and claims")
struct ReproduceTests {
  /// Four short runs; the first claim holds by far, the second is its opposite, the third compares equals.
  private static let experiment =
    Experiments.small + """
      claims:
        - {name: w1 falls, metric: w1, at: last, of: {case: w1-fe}, is: less-than, than: 100}
        - {name: w1 is large, metric: w1, of: {case: w1-fe}, is: greater-than, than: 100}
        - name: both start alike
          metric: w1
          at: 0
          of: {case: w1-fe}
          is: within
          than: {case: jsd}
          tolerance: 10%

      """

  private static func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test("runs what is missing, tests each claim and keeps the table in the sweep file")
  func reproduce() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.experiment)
    let before = try program.call("claims", file)
    #expect(before.status == 1 && before.output.contains("missing: 2 runs"))
    let outcome = try program.call("reproduce", file, "-j", "2", "--json")
    #expect(outcome.status == 1, "\(outcome.talk)")
    let claims = try Self.objects(outcome.output)
    #expect(claims.compactMap { $0["verdict"] as? String } == ["holds", "fails", "holds"])
    #expect(claims[0]["test"] as? String == "t" && claims[2]["test"] as? String == "paired t")
    let stored = try SweepFile.readClaims(
      from: program.folder.appendingPathComponent("results/small/small.h5").path)
    #expect(stored.map(\.verdict) == ["holds", "fails", "holds"])
    #expect(stored.map(\.name) == ["w1 falls", "w1 is large", "both start alike"])
    #expect(stored[2].subject?.count == 2 && stored[2].reference?.count == 2)
    let again = try program.call("claims", file)
    #expect(again.status == 1 && again.output.contains("w1 falls"))
    #expect(try program.call("collect", "results/small").status == 0)
    let sweepFile = program.folder.appendingPathComponent("results/small/small.h5").path
    #expect(try SweepFile.readClaims(from: sweepFile).count == 3, "collecting keeps the claims")
    let run = try #require(try program.runFiles(of: "small").first)
    try FileManager.default.removeItem(atPath: run)
    #expect(try program.call("collect", "results/small").status == 0)
    #expect(try SweepFile.readClaims(from: sweepFile).isEmpty, "they were about other runs")
    let lines = again.output.split(separator: "\n")
    #expect(lines[0] == "small" && lines[2].hasSuffix("holds") && lines[3].hasSuffix("fails"))
  }

  @Test(
    "ends with 0 where all claims hold, with 1 where one is undecided, and says how many seeds it takes"
  )
  func verdicts() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(
      Experiments.small + """
        claims:
          - {name: w1 is small, metric: w1, of: {case: w1-fe}, is: less-than, than: 100}

        """)
    #expect(try program.call("reproduce", file, "-q").status == 0)
    let single = try program.call("reproduce", file, "-q", "seeds=1")
    #expect(single.status == 1 && single.output.contains("undecided: needs at least 2 seeds"))
  }

  @Test("compares runs with themselves at another iteration")
  func otherIteration() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(
      Experiments.small + """
        claims:
          - {name: "equal", metric: w1, at: 0, of: &fe {case: w1-fe}, is: within, than: *fe, than-at: first, tolerance: 1.0e-9}
          - {name: "moves", metric: w1, at: first, of: *fe, is: within, than: *fe, than-at: last, tolerance: 1.0e-9}

        """)
    let outcome = try program.call("reproduce", file, "--json")
    #expect(
      try Self.objects(outcome.output).compactMap { $0["verdict"] as? String }
        == ["holds", "fails"])
    let statement = try Self.objects(outcome.output)[1]["statement"] as? String
    #expect(statement?.hasSuffix("of case=w1-fe last") == true)
  }

  @Test("made short, evaluates every claim and judges none")
  func smoke() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.experiment)
    let outcome = try program.call("reproduce", file, "--smoke")
    #expect(outcome.status == 0, "\(outcome.talk)")
    #expect(
      outcome.output.split(separator: "\n").dropFirst(2).allSatisfy { $0.hasSuffix("not judged") })
    #expect(try program.call("claims", file).status == 1, "short runs are no results")
  }

  @Test("every experiment after a paper runs, made short, and its claims can be evaluated")
  func papers() throws {
    let program = try Program()
    defer { program.remove() }
    // A file of points is found from where gfrun is called.
    try FileManager.default.createSymbolicLink(
      at: program.folder.appendingPathComponent("experiments"),
      withDestinationURL: Program.repository.appendingPathComponent("experiments"))
    let files = CommandTests.experiments.filter { $0.contains("/") }.map { "experiments/" + $0 }
    #expect(files.count > 15)
    let outcome = try Program.run(
      Program.path, ["reproduce"] + files + ["--smoke", "-q"], in: program.folder)
    #expect(outcome.status == 0, "\(outcome.talk)")
    #expect(outcome.output.components(separatedBy: "not judged").count > 50)
  }

  @Test("says what is wrong with any file before it runs another")
  func wrongFiles() throws {
    let program = try Program()
    defer { program.remove() }
    let good = try program.write(Self.experiment)
    let bad = try program.write(
      Experiments.small
        + "claims: [{name: x, metric: w9, of: {case: w1-fe}, is: less-than, than: 1}]\n",
      to: "bad.yaml")
    let outcome = try program.call("reproduce", good, bad)
    #expect(outcome.status == 65 && outcome.talk.contains("bad.yaml:19:28: error: metric 'w9'"))
    #expect(!FileManager.default.fileExists(atPath: program.folder.path + "/results/small"))
  }
}
