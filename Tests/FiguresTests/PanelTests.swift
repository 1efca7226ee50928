import Figures
import Specification
import Testing
import Trainers
import Training

@Suite("Panels of samples")
struct PanelTests {
  private func job(_ figure: String) throws -> Value {
    let store = try Store(figures: "figures: [{id: f, kind: scatter, \(figure)}]\n")
    defer { store.remove() }
    let (figure, runs) = try store.request()
    return try ScatterJob(figure: figure, runs: runs, registry: .builtIn).job()
  }

  @Test("have a row per configuration and a column per snapshot")
  func grid() throws {
    let job = try job("metric: w1")
    #expect(job["rows"] == ["wgan", "euler · persistency 1", "euler · persistency 5"])
    #expect(job["columns"] == ["iteration 0", "iteration 10", "iteration 20"])
    let last = job["panels"].list[8]
    #expect(last["row"] == 2 && last["column"] == 2 && last["score"] == 5.0)
    #expect(last["samples"] == [[2.0, 0.0], [3.0, 0.0], [2.0, 1.0], [3.0, 1.0]])
    // All runs have one target, written down once.
    #expect(job["targets"].list.count == 1 && last["target"] == 0)
    // Four points of a square of side 2, and a margin around it.
    for limits in job["frame"].list.map(\.numbers) {
      #expect(abs(limits[0] + 0.35) < 1e-12 && abs(limits[1] - 2.35) < 1e-12)
    }
  }

  @Test("show the snapshots that are asked for, and say where there is none")
  func snapshots() throws {
    let listed = try job("snapshots: [0, 15, 20], of: {case: wgan}")
    #expect(listed["panels"].list.map { $0["note"] } == [.null, "no snapshot", .null])
    #expect(try job("snapshots: 2")["columns"] == ["iteration 0", "iteration 20"])
  }

  @Test("wrap a list of configurations, each with its title, at the last snapshot")
  func wrapped() throws {
    let job = try job("rows: [], columns: [case, flow.persistency], wrap: 2")
    let panels = job["panels"].list
    #expect(
      panels.map { $0["title"] } == ["wgan", "euler · persistency 1", "euler · persistency 5"])
    #expect(panels.map { [$0["row"], $0["column"]] } == [[0, 0], [0, 1], [1, 0]])
    #expect(panels[0]["samples"].list[0] == [2.0, 0.0])
  }

  @Test("refuse coordinates that samples have not")
  func coordinates() throws {
    #expect(throws: FigureError.self) { try job("coordinates: [0, 2]") }
  }

  @Test("histograms integrate to the share of the points in the frame")
  func histogram() {
    let frame = Frame(around: [[0, 0], [1, 1]], asked: [[0.0, 2.0], [0.0, 1.0]])
    #expect(frame.limits == [[0, 2], [0, 1]])
    let histogram = Histogram(of: [[0.1, 0.1], [1.9, 0.9], [1.9, 0.95], [5, 0]], frame, 10)
    let cell = 0.2 * 0.1
    #expect(abs(histogram.values.reduce(0, +) * cell - 0.75) < 1e-12)
    #expect(abs(histogram.values[9 * 10 + 9] * cell - 0.5) < 1e-12)
    #expect(abs(histogram.axes[0][9] - 1.9) < 1e-12 && abs(histogram.axes[1][9] - 0.95) < 1e-12)
  }
}
