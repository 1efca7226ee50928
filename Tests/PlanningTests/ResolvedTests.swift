import Planning
import Specification
import Testing

@Suite("Resolved run")
struct ResolvedTests {
  @Test("has every default written out, in the order of the language")
  func defaults() throws {
    let plan = try Planned.plan(Planned.base)
    #expect(
      plan.resolvedText(plan.runs[0]) == """
        name: ring
        data:
          target: {kind: gaussian-ring, modes: 8, radius: 2.0, deviation: 0.02, balanced: false}
          source: {kind: gaussian, dimension: 2, mean: 0.0, deviation: 1.0}
        trainer:
          kind: generator
        generator:
          kind: mlp
          hidden: [128, 128, 128]
          activation: {kind: relu}
          normalization: {kind: none}
          residual: false
          initializer: {kind: he-normal}
        potential:
          kind: mlp
          hidden: [128, 128, 128]
          activation: {kind: relu}
          normalization: {kind: none}
          residual: false
          initializer: {kind: he-normal}
        flow:
          kind: w1
          update: forward-euler
          step: 1.0
          persistency: 1
          fit: half-mean
          penalty: {kind: gradient, form: one-sided, weight: 10.0}
        schedule:
          iterations: 10
          batch: 256
          potential:
            steps: 5
            optimizer: {kind: adam, rate: 0.0001, beta1: 0.9, beta2: 0.999, epsilon: 1.0e-8}
          generator:
            optimizer: {kind: adam, rate: 0.0001, beta1: 0.9, beta2: 0.999, epsilon: 1.0e-8}
        metrics:
          every: 100
          count: 1000
          compute:
            - {kind: w1}
        samples:
          every: 0
          count: 1000
        seed: 0

        """)
  }

  @Test("takes every kind of everything, and reads back")
  func everyKind() throws {
    for text in ResolvedTests.variants {
      let plan = try Planned.plan(Planned.base, overrides: [text])
      let again = try Planned.plan(plan.resolvedText(plan.runs[0]))
      #expect(again.runs[0].id == plan.runs[0].id, "\(text)")
      #expect(again.resolved(again.runs[0]) == plan.resolved(plan.runs[0]), "\(text)")
    }
  }

  static let variants = [
    "data.target={kind: gaussian, mean: [1, 2], covariance: [[2, 1], [1, 2]]}",
    "data.target={kind: gaussian-mixture, means: [[0, 0], [1, 1]], deviation: [1, 2], weights: [1, 3]}",
    "data.target={kind: gaussian-mixture, means: [[0]], covariances: [[[2]]]}",
    "data.target=gaussian-grid", "data.target=two-moons", "data.target=swiss-roll",
    "data.target=checkerboard", "data.target=s-curve",
    "data.source={kind: uniform, dimension: 3, low: [0, 1, 2], high: 4}",
    "generator={hidden: [], activation: {kind: leaky-relu, slope: 0.2}, residual: true}",
    "generator={activation: {kind: elu, alpha: 2}, normalization: {kind: batch, epsilon: 1e-3}}",
    "generator={normalization: {kind: batch, scale: {kind: normal, deviation: 0.01}}}",
    "potential={activation: swish, initializer: {kind: normal, deviation: 0.1}}",
    "potential={activation: tanh, initializer: torch}",
    "flow={kind: jsd, penalty: {kind: gradient, form: two-sided}, fit: element-mean}",
    "schedule.potential={steps: 3, optimizer: {kind: sgd, momentum: 0.5}}",
    "schedule.generator.optimizer={kind: rmsprop, decay: 0.9}",
    "metrics.compute=[w1, w2, {kind: sw2, directions: 8}, {kind: mmd, bandwidths: [1, 2]}, energy-distance]",
    "metrics.compute=[]", "description='yes: \"no\" # é'",
  ]

  @Test("keeps what is not given apart from what is")
  func alternatives() throws {
    let plan = try Planned.plan(
      Planned.base,
      overrides: ["data.target={kind: gaussian, covariance: [[1, 0], [0, 1]]}"])
    let target = plan.resolved(plan.runs[0])["data"]["target"]
    #expect(target.object.keys == ["kind", "dimension", "mean", "covariance"])
  }

  @Test("merges extended files deeply, the file itself last")
  func extending() throws {
    let report = Report(
      "",
      Planned.base.replacing("flow: w1", with: "flow: {persistency: 3}")
        + "extends: [a.yaml, b.yaml]\nsweep: {grid: {flow.step: [4]}}\n",
      besides: [
        "a.yaml":
          "flow: {kind: w1, persistency: 7, penalty: {weight: 2}}\ndata: {target: {kind: two-moons, noise: 1}}\n",
        "b.yaml": "flow: {penalty: {weight: 3}, fit: element-mean}\nsweep: {seeds: 3}\n",
      ], says: "3 runs\n")
    #expect(try report.actual() == report.expected)
  }
}
