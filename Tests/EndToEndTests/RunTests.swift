import Foundation
import Glibc
import Results
import Testing

@Suite("gfrun FILE")
struct RunTests {
  @Test("runs what is planned, collects, and says the second time that all is done")
  func runsAndThenHasNothingToDo() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Experiments.small)
    let first = try program.call(file, "-j", "2")
    #expect(first.status == 0, "\(first.talk)")
    #expect(first.output.isEmpty)
    #expect(first.talk.contains("small: 4 of 4 runs done"))
    #expect(try program.runFiles(of: "small").count == 4)
    let summaries = try program.runFiles(of: "small").map { try RunFile.summary(of: $0) }
    #expect(summaries.allSatisfy { $0.status == .complete && $0.evaluation == 30 })

    let second = try program.call(file)
    #expect(second.status == 0)
    #expect(second.talk.contains("small: all 4 runs are done, nothing to do"))
  }

  @Test("gives the same bytes one at a time, two at a time, and in two halves")
  func sameBytesHoweverItIsCut() throws {
    let programs = try [Program(), Program(), Program()]
    defer { programs.forEach { $0.remove() } }
    for (program, calls) in zip(
      programs, [[["-j", "1"]], [["-j", "2"]], [["seeds=[1]"], ["seeds=[0, 1]", "-j", "2"]]])
    {
      let file = try program.write(Experiments.small)
      for arguments in calls {
        let outcome = try Program.run(Program.path, [file] + arguments, in: program.folder)
        #expect(outcome.status == 0, "\(outcome.talk)")
      }
    }
    let digests = try programs.map { program in
      try program.runFiles(of: "small").map { path in
        try RunFile.digests(of: path).filter { $0.path != "/source" }
      }
    }
    #expect(digests[0].count == 4)
    #expect(digests[0].allSatisfy { $0.count > 10 })
    #expect(digests[0] == digests[1])
    #expect(digests[0] == digests[2])
  }

  @Test("stops on Ctrl-C with whole files and exit code 130, and the same command continues")
  func interruption() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Experiments.long)
    let outcome = try program.call(file) { process in
      usleep(1_500_000)
      process.interrupt()
    }
    #expect(outcome.status == 130, "\(outcome.talk)")
    #expect(outcome.talk.contains("the same command continues"))
    let path = try #require(try program.runFiles(of: "long").first)
    let record = try RunFile.read(from: path)
    #expect(record.status == .running)
    #expect(!record.metrics.iterations.isEmpty)

    let plan = try program.call("plan", file)
    #expect(plan.output.contains("to do"))
    let rest = try program.call(file, "schedule.iterations=100")
    #expect(rest.status == 0, "\(rest.talk)")
  }

  @Test("keeps what was computed of a run that diverges, and counts it as done")
  func divergence() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Experiments.diverging)
    let outcome = try program.call(file)
    #expect(outcome.status == 0, "\(outcome.talk)")
    #expect(outcome.talk.contains("1 of them diverged"))
    let record = try RunFile.read(from: try #require(try program.runFiles(of: "diverging").first))
    #expect(record.status == .diverged)
    #expect(record.metrics.iterations.first == 0)
    #expect(record.metrics.series.allSatisfy { $0.values.allSatisfy(\.isFinite) })
    #expect(try program.call(file).talk.contains("nothing to do"))
  }

  @Test("says in one line why results cannot be written, with the documented exit code")
  func unwritableResults() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Experiments.small)
    _ = try program.write("not a folder", to: "results")
    let outcome = try program.call(file)
    #expect(outcome.status == 73)
    #expect(outcome.talk.contains("gfrun: error:"))
    #expect(outcome.talk.contains("results"))
  }

  @Test("prints events as JSON, one object per line")
  func jsonEvents() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Experiments.small)
    let outcome = try program.call(file, "--json", "-j", "1")
    #expect(outcome.talk.isEmpty)
    let events = try outcome.output.split(separator: "\n").map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let names = events.compactMap { $0["event"] as? String }
    #expect(names.first == "began")
    #expect(names.filter { $0 == "finished" }.count == 4)
    #expect(names.last == "collected")
    #expect(try program.call(file, "--quiet").talk.isEmpty)
  }
}
