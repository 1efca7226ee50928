import Foundation
import Testing

@Suite("diff, why and estimates")
struct PlanningCommandTests {
  private static func object(_ text: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private static let quick = Experiments.small
    .replacingOccurrences(of: "iterations: 30", with: "iterations: 4")

  @Test("diff tells new, reused and orphaned runs apart, between files and against the results")
  func diff() throws {
    let program = try Program()
    defer { program.remove() }
    let old = try program.write(Self.quick, to: "old.yaml")
    let new = try program.write(
      Self.quick.replacingOccurrences(of: "seeds: 2", with: "seeds: [1, 2, 3]"), to: "new.yaml")
    let files = try program.call("diff", old, new)
    #expect(files.status == 0 && files.talk.isEmpty)
    #expect(
      files.output == """
        old.yaml → new.yaml: 4 new, 2 reused, 2 orphaned
        new
          +4  seed 2, 3
        orphaned
          −2  seed 0

        """)
    #expect(
      try program.call("diff", old).output.hasSuffix("old.yaml: 4 new, 0 reused, 0 orphaned\n")
        == false)
    #expect(try program.call(old, "-q").status == 0)
    #expect(
      try program.call("diff", old).output
        == "results/small → old.yaml: 0 new, 4 reused, 0 orphaned\n")
    let store = try program.call("diff", new, "--json")
    let object = try Self.object(store.output)
    #expect((object["shared"] as? [String])?.count == 2)
    let removed = try #require(object["removed"] as? [[String: Any]])
    #expect(removed.count == 1 && removed[0]["count"] as? Int == 2)
    #expect((removed[0]["paths"] as? [String: [Int]]) == ["seed": [0]])
    #expect(try program.call("diff", old, "absent.yaml").status == 66)
  }

  @Test("why says what is stored of a run, and which field of the nearest differs, and from where")
  func why() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.quick)
    #expect(try program.call(file, "-q", "seeds=1").status == 0)
    let toDo = try program.call("why", "case=jsd", "--only", "seed=1", file)
    #expect(toDo.status == 0, "\(toDo.talk)")
    #expect(toDo.output.contains("jsd") && toDo.output.contains(": to do\n"))
    #expect(toDo.output.contains("  nothing is stored for it in results/small\n"))
    #expect(toDo.output.contains("which differs in 1 field\n"))
    #expect(toDo.output.contains("seed   1     0      swept at experiment.yaml:"))
    let done = try Self.object(
      try program.call("why", "case=jsd", "--only", "seed=0", file, "--json").output)
    #expect(done["state"] as? String == "done")
    let id = try #require(done["run_id"] as? String)
    let nearest = try #require(done["nearest"] as? [String: Any])
    let fields = try #require(nearest["fields"] as? [[String: Any]])
    #expect(fields.contains { $0["path"] as? String == "flow.kind" })
    let orphan = try program.call("why", String(id.prefix(8)), file, "schedule.iterations=5")
    #expect(orphan.output.contains("\(id): orphaned\n"))
    #expect(orphan.output.contains("schedule.iterations  4     5      argument"))
    let stored = try program.call("why", String(id.prefix(8)))
    #expect(stored.output.contains("\(id) jsd seed 0: done\n"), "\(stored.output + stored.talk)")
    #expect(stored.output.contains("case   jsd"), "\(stored.output)")
    #expect(try program.call("why", "000000000000").status == 66)
    #expect(try program.call("why", "case=jsd").status == 64)
    #expect(try program.call("why", "flow.stp=1", file).status == 64)
    #expect(try program.call("why", "case=none", file).status == 66)
  }

  @Test("an estimate is by timing first, by finished runs then, and a budget refuses what is more")
  func estimates() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.quick)
    let timed = try Self.object(try program.call("plan", file, "--estimate", "--json").output)
    let basis = try #require(timed["basis"] as? [String: Any])
    #expect(timed["to_do"] as? Int == 4 && basis["runs_by_timing"] as? Int == 4)
    #expect(basis["timed_kinds"] as? Int == 2)
    #expect((timed["seconds"] as? Double ?? 0) > 0 && (timed["memory_bytes"] as? Int ?? 0) > 0)
    #expect(!FileManager.default.fileExists(atPath: program.folder.path + "/results"))
    #expect(try program.call(file, "-q", "seeds=1").status == 0)
    let text = try program.call("plan", file, "seeds=5", "--estimate", "-j", "2")
    #expect(text.output.hasPrefix("runs     8 to do\n"))
    #expect(text.output.contains("basis    8 by 2 finished runs that do the same work\n"))
    for command in [["plan", file], [file]] {
      let refused = try Program.run(
        Program.path, command + ["seeds=500", "--budget", "500ms", "-j", "1"], in: program.folder)
      #expect(refused.status == 1 && refused.output.isEmpty)
      #expect(refused.talk.contains("at 1 at a time, more than 500 ms"))
      #expect(refused.talk.contains("  seeds="))
    }
    #expect(try program.runFiles(of: "small").count == 2)
    #expect(try program.call("plan", file, "--budget", "9h").status == 0)
    #expect(try program.call("plan", file, "--budget", "9").status == 64)
  }

  @Test("seeds are added until the mean is known, and the plan says which are only if needed")
  func replicates() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(
      Self.quick.replacingOccurrences(
        of: "seeds: 2", with: "seeds: {until: {metric: w1, half-width: 500%, max: 9, min: 2}}"))
    let before = try program.call("plan", file).output.split(separator: "\n")
    #expect(before.count == 19 && before.count { $0.hasSuffix("if needed") } == 14)
    let run = try program.call(file)
    #expect(run.status == 0, "\(run.talk)")
    let count = try program.runFiles(of: "small").count
    #expect((4...18).contains(count))
    #expect(run.talk.contains("small: \(count) of \(count) runs done"))
    #expect(try program.call(file).talk.contains("all \(count) runs are done, nothing to do"))
  }
}
