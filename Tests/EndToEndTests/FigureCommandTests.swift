import Foundation
import Testing

@Suite("gfrun figures")
struct FigureCommandTests {
  /// The small experiment with figures of its own.
  private static let experiment =
    Experiments.small + """
      figures:
        - {id: w1, kind: curves, y: metrics/w1}
        - {id: samples, kind: scatter, arrows: 4}
        - {id: field, kind: field, of: {case: w1-fe}, snapshots: [15], resolution: 8, arrows: 4}
        - {id: end, kind: table, metrics: [w1, training/objective]}

      """

  @Test("what is asked for wrongly is told with its documented exit code, and nothing is drawn")
  func refusals() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.experiment)
    let wrong = try program.write(
      Self.experiment.replacing("id: samples, kind: scatter", with: "id: w1, kind: scattr"),
      to: "wrong.yaml")
    let cases: [(arguments: [String], status: Int32, message: String)] = [
      ([file, "w2"], 64, "has no figure 'w2'; it has w1, samples, field, end"),
      ([file, "--format", "gif"], 64, "'--format' takes png, svg and pdf"),
      ([wrong], 65, "unknown figure 'scattr'"),
      (["none.yaml"], 66, "none.yaml"),
      ([file, "end"], 1, "none of its 4 runs is finished"),
      ([file, "w1", "--python", "/none/python"], 1, "none of its 4 runs is finished"),
    ]
    for (arguments, status, message) in cases {
      let outcome = try Program.run(
        Program.path, ["figures"] + arguments, in: program.folder)
      #expect(outcome.status == status, "\(arguments): \(outcome.talk)")
      #expect(outcome.talk.contains(message), "\(arguments): \(outcome.talk)")
    }
    let results = program.folder.appendingPathComponent("results/small/figures").path
    #expect(!FileManager.default.fileExists(atPath: results))
  }

  @Test("figures come out of the runs of a sweep; Python that is missing is one message")
  func drawn() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.experiment)
    #expect(try program.call(file, "-q").status == 0)
    let table = try program.call("figures", file, "end", "--python", "/none/python")
    #expect(table.status == 0)
    #expect(
      table.output.split(separator: "\n")
        == ["md", "tex", "csv"].map { "results/small/figures/end.\($0)" })
    let none = try program.call("figures", file, "w1", "--python", "/none/python")
    #expect(none.status == 69 && none.talk.contains("run 'scripts/setup --python'"))
    guard Program.hasPython else { return }

    let drawn = try program.call("figures", file, "-o", "out", "--format", "png,svg")
    #expect(drawn.status == 0, "\(drawn.talk)")
    #expect(drawn.output.contains("out/field.svg") && drawn.output.contains("out/samples.png"))
    let again = try program.call("figures", file, "-o", "out", "--format", "png,svg")
    #expect(again.talk.components(separatedBy: "is up to date").count == 5, "\(again.talk)")

    // Another seed is asked for: what is there is drawn, and what lacks is named.
    let more = try program.call("figures", file, "w1", "seeds=3", "-o", "out")
    #expect(more.status == 1 && more.talk.contains("figure 'w1' lacks 2 unfinished runs"))
  }
}
