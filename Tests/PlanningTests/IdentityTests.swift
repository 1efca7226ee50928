import Planning
import Specification
import Testing

@Suite("Run identity")
struct IdentityTests {
  static let plain = """
    name: ring
    data: {target: {kind: gaussian-ring, modes: 8, radius: 2.0}}
    flow: {kind: w1, step: 1.0}
    schedule: {iterations: 100, batch: 256}
    metrics: {compute: [mmd2]}
    """

  @Test(
    "does not depend on how the same run is written",
    arguments: [
      "keys in another order": """
      metrics: {compute: [mmd2]}
      schedule: {batch: 256, iterations: 100}
      flow: {step: 1.0, kind: w1}
      data: {target: {radius: 2.0, modes: 8, kind: gaussian-ring}}
      name: ring
      """,
      "comments and block style": """
      # a ring
      name: ring  # of Gaussians
      data:
        target:
          kind: gaussian-ring
          modes: 8
          radius: 2.0
      flow:
        kind: w1
        step: 1.0
      schedule:
        iterations: 100
        batch: 256
      metrics:
        compute:
          - mmd2
      """,
      "numbers in other forms": """
      name: ring
      data: {target: {kind: gaussian-ring, modes: 8.0, radius: 2}}
      flow: {kind: w1, step: 1e0}
      schedule: {iterations: 1e2, batch: 0x100}
      metrics: {compute: [mmd2]}
      """,
      "defaults left out, and written": """
      name: ring
      data: {target: gaussian-ring, source: {kind: gaussian, mean: 0}}
      flow: {kind: w1, penalty: {kind: gradient, form: one-sided}}
      schedule: {iterations: 100, potential: {steps: 5}}
      metrics: {every: 100, compute: [mmd]}
      """,
      "another name, and what is made of the results": """
      name: other
      description: the same run
      data: {target: gaussian-ring}
      flow: w1
      schedule: {iterations: 100}
      metrics: {compute: [{kind: mmd2}]}
      figures: [{id: a, kind: curves}]
      claims: []
      """,
      "anchors and merge keys": """
      name: ring
      data: {target: gaussian-ring}
      flow: w1
      schedule:
        iterations: 100
        potential: &adam {optimizer: {kind: adam}}
        generator: {<<: *adam}
      metrics: {compute: [mmd2]}
      """,
      "a sweep of one": """
      name: ring
      data: {target: gaussian-ring}
      flow: jsd
      schedule: {iterations: 7}
      metrics: {compute: [mmd2]}
      sweep: {cases: {a: {flow: w1}}, grid: {schedule.iterations: [100]}, seeds: [0]}
      """,
    ] as KeyValuePairs<String, String>)
  func sameRun(title: String, text: String) throws {
    #expect(try Planned.id(text) == Planned.id(IdentityTests.plain), "\(title)")
  }

  @Test("an override is the value in the file")
  func overrides() throws {
    let id = try Planned.id(
      IdentityTests.plain.replacing("step: 1.0", with: "step: 0.5"),
      overrides: ["flow.step=1", "schedule.batch=256", "seed=0"])
    #expect(try id == Planned.id(IdentityTests.plain))
  }

  @Test(
    "differs wherever the result can",
    arguments: [
      "seed=1", "flow.step=1.0000000000000002", "metrics.every=99", "samples.count=1001",
      "flow.update=adversarial", "data.target.balanced=true", "schedule.potential.steps=4",
      "generator.activation={kind: leaky-relu, slope: 0}", "metrics.compute=[w1]",
    ])
  func otherRun(override: String) throws {
    #expect(
      try Planned.id(IdentityTests.plain, overrides: [override])
        != Planned.id(IdentityTests.plain))
  }

  @Test("is the SHA-256 of the documented text")
  func digest() throws {
    let plan = try Planned.plan(IdentityTests.plain)
    let text = String(
      decoding: RunID.identity(of: plan.resolved(plan.runs[0])), as: UTF8.self)
    #expect(
      text == """
        {"data":{"source":{"deviation":1,"dimension":2,"kind":"gaussian","mean":0},\
        "target":{"balanced":false,"deviation":0.02,"kind":"gaussian-ring","modes":8,"radius":2}},\
        "flow":{"fit":"half-mean","kind":"w1","penalty":{"form":"one-sided","kind":"gradient",\
        "weight":10},"persistency":1,"step":1,"update":"forward-euler"},\
        "generator":{"activation":{"kind":"relu"},"hidden":[128,128,128],\
        "initializer":{"kind":"he-normal"},"kind":"mlp","normalization":{"kind":"none"},\
        "residual":false},"metrics":{"compute":[{"bandwidths":"median","estimator":"unbiased",\
        "kernel":"gaussian","kind":"mmd2"}],"count":1000,"every":100},\
        "potential":{"activation":{"kind":"relu"},"hidden":[128,128,128],\
        "initializer":{"kind":"he-normal"},"kind":"mlp","normalization":{"kind":"none"},\
        "residual":false},"samples":{"count":1000,"every":0},"schedule":{"batch":256,\
        "generator":{"optimizer":{"beta1":0.9,"beta2":0.999,"epsilon":1e-8,"kind":"adam",\
        "rate":0.0001}},"iterations":100,"potential":{"optimizer":{"beta1":0.9,"beta2":0.999,\
        "epsilon":1e-8,"kind":"adam","rate":0.0001},"steps":5}},"seed":0,\
        "trainer":{"kind":"generator"}}
        """)
    // printf '%s' TEXT | sha256sum
    #expect(plan.runs[0].id.description == "2fd248ca83e9")
  }
}
