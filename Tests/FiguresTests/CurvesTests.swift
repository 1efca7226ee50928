import Figures
import Planning
import Results
import Specification
import Testing

@Suite("Curves")
struct CurvesTests {
  private func job(_ figure: String, store text: String = Store.experiment) throws -> Value {
    let store = try Store(text, figures: "figures: [{id: f, kind: curves, \(figure)}]\n")
    defer { store.remove() }
    let (figure, runs) = try store.request()
    return try CurvesJob(figure, runs).job()
  }

  @Test("have a line per configuration: the mean over seeds and a band")
  func lines() throws {
    let job = try job("y: metrics/w1, band: range")
    #expect(job["series"] == ["wgan", "euler · persistency 1", "euler · persistency 5"])
    let lines = job["panels"].list[0]["lines"].list
    #expect(lines.map { $0["center"].numbers } == [[2.5, 2, 1.5], [2.5, 2, 1.5], [6.5, 6, 5.5]])
    #expect(lines[2]["low"].numbers == [6, 5.5, 5] && lines[2]["high"].numbers == [7, 6.5, 6])
    #expect(lines[0]["x"].numbers == [0, 10, 20] && lines[0]["seeds"] == 2)
    #expect(job["y"]["label"] == "1-Wasserstein distance")
    #expect(job["floors"].numbers == Array(repeating: 0.5, count: 6))
  }

  @Test(
    "run along iterations, flow time or the mean training time",
    arguments: [
      ("iteration", [0.0, 10, 20]), ("flow-time", [0, 1, 2]), ("wall-time", [0, 15, 30]),
    ])
  func abscissae(x: String, expected: [Double]) throws {
    let job = try job("x: \(x)")
    #expect(job["panels"].list[0]["lines"].list[0]["x"].numbers == expected)
  }

  @Test("show training series, smoothed without bending them")
  func training() throws {
    let job = try job("y: training/potential_loss, smoothing: 3, x: wall-time")
    let line = job["panels"].list[0]["lines"].list[0]
    #expect(line["center"].numbers == [4, 2, 0])
    // Metrics say when iteration 10 was: after 10 s with one seed, 20 s with the other.
    #expect(line["x"].numbers == [1.5, 3, 4.5])
    #expect(job["y"]["label"] == "potential loss")
  }

  @Test("lie in panels by rows and columns, where they keep their places among the series")
  func panels() throws {
    let job = try job("rows: case, columns: flow.update, series: flow.persistency")
    #expect(job["rows"] == ["wgan", "euler"])
    #expect(job["columns"] == ["update adversarial", "update forward-euler"])
    #expect(job["series"] == ["persistency 1", "persistency 5"])
    let panels = job["panels"].list
    #expect(panels.map { $0["runs"] } == [2, 0, 0, 4])
    #expect(panels[3]["lines"].list.map { $0["series"] } == [0, 1])
  }

  @Test("are made of the runs that are chosen, and called as is asked")
  func selection() throws {
    let job = try job(
      "of: {case: euler, flow.persistency: [5, 7.0]}, labels: {persistency 5: K = 5}")
    #expect(job["series"] == [""])
    #expect(job["panels"].list[0]["runs"] == 2)
    let both = try self.job("of: {case: euler}, labels: {persistency 5: K = 5}")
    #expect(both["series"] == ["persistency 1", "K = 5"])
    let bare = try self.job("labels: {5: five, euler: Euler, euler · persistency 1: one}")
    #expect(bare["series"] == ["wgan", "Euler · persistency 1", "Euler · five"])
  }

  @Test("leave out what is not finished and count what diverged")
  func unfinished() throws {
    let store = try Store(figures: "figures: [{id: f, kind: curves}]\n") { run, values in
      if run.caseName == "wgan" { return nil }
      return Store.record(
        run, values, status: run.seed == 1 ? .diverged : .complete,
        iterations: run.seed == 1 ? [0, 10] : [0, 10, 20])
    }
    defer { store.remove() }
    let (figure, runs) = try store.request()
    let lines = try CurvesJob(figure, runs).job()["panels"].list[0]["lines"].list
    #expect(lines.map { $0["series"] } == [1, 2])
    #expect(lines[0]["diverged"] == 1)
    #expect(lines[0]["center"].numbers == [2.5, 2, 1])
  }

  @Test("refuse to mix runs that differ in more than their seed, and to show what is not there")
  func refusals() throws {
    #expect(throws: FigureError.mixes(figure: "f", names: ["flow.persistency"])) {
      try job("series: case")
    }
    #expect(
      throws: FigureError.unmeasured(
        figure: "f", name: "metrics/w7", known: ["metrics/w1", "training/potential_loss"])
    ) { try job("y: metrics/w7") }
    #expect(throws: FigureError.selectsNothing(figure: "f")) { try job("of: {seed: 7}") }
  }
}
