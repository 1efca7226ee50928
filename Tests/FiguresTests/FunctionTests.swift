import Figures
import Flows
import Foundation
import Planning
import Specification
import Testing

@Suite("Figures without runs")
struct FunctionTests {
  private func figure(_ text: String) throws -> FigureRequest {
    let plan = try Store.plan(Store.experiment + "figures: [{id: f, \(text)}]\n")
    return FigureRequest(value: plan.experiment.figures[0])
  }

  @Test("ascent functions and slopes are their closed forms")
  func closedForms() {
    let points = [-6.5, -1, 0, 0.3, 4]
    let forms: [(AscentFunction, h: (Double) -> Double, slope: (Double) -> Double)] = [
      (.vanilla(shift: 3), { log1p(exp($0 + 3)) }, { 1 / (1 + exp(-$0 - 3)) }),
      (.nonSaturated, { -log1p(exp(-$0)) }, { 1 / (1 + exp($0)) }),
      (.logit, { $0 }, { _ in 1 }), (.maximumLikelihood, { exp($0) }, { exp($0) }),
      (.arcsinh, { asinh($0) }, { 1 / (1 + $0 * $0).squareRoot() }),
    ]
    for (function, h, slope) in forms {
      let (values, slopes) = FunctionJob.evaluate(function, at: points)
      for (index, d) in points.enumerated() {
        #expect(abs(values[index] - h(d)) < 1e-12 * max(1, abs(h(d))), "\(function) at \(d)")
        #expect(
          abs(slopes[index] - slope(d)) < 1e-12 * max(1, abs(slope(d))), "\(function)′ at \(d)")
      }
    }
  }

  @Test("functions are named by their kinds and keys, or as is asked")
  func names() throws {
    let figure = try figure(
      "kind: function, functions: [logit, {kind: vanilla, shift: 5}, {kind: divergence, of: kl}], "
        + "over: [-1, 1], values-at: [0], labels: {logit: identity}")
    let job = FunctionJob(figure: figure).job()
    #expect(
      job["lines"].list.map { $0["label"] } == [
        "identity", "vanilla, shift 5", "divergence, of kl",
      ])
    #expect(job["points"].numbers.first == -1 && job["points"].numbers.last == 1)
    let table = try #require(FunctionJob(figure: figure).table())
    #expect(table.columns == ["h(0)", "h′(0)"])
    #expect(table.rows[0].cells == [.number(0), .number(1)])
  }

  @Test("Figure 1 of Huang & Zhang has the distances of its coordinates")
  func pairing() throws {
    let figure = try figure(
      """
      kind: pairing, rows: [{name: x, values: [1.0, 2.5, 4.0, 4.4, 4.9, 6.0]}, \
      {name: y, values: [2.95, 0.25, 2.0, 3.75, 5.8, 4.2]}], \
      panels: [{title: a, marks: [2.25, 1.0, 2.6, 3.75, 5.45, 4.75]}, \
      {title: b, marks: [0.35, 2.0, 3.1, 3.75, 4.2, 5.8]}]
      """)
    let job = PairingJob(figure: figure).job()
    #expect(abs(job["start"].number - 0.6417) < 1e-4)
    let distances = job["panels"].list.map { $0["distance"].number }
    #expect(abs(distances[0] - 0.375) < 1e-12 && abs(distances[1] - 0.25 / 6) < 1e-12)
  }
}
