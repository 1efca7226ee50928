import Arrays
import Distributions
import Metrics
import Planning
import Randomness
import Specification
import Testing
import Trainers
import Training

@Suite("Names of results")
struct MetricNameTests {
  @Test("are declared in the language as the metrics give them")
  func quantities() throws {
    let names = Vocabulary.builtIn.kinds(of: .metric).map(\.name)
    let plan = try Plan(
      experiment: try Experiment.read(
        text: """
          name: names
          data:
            target: {kind: gaussian-ring, modes: 4}
            source: {kind: gaussian-ring, modes: 4}
          flow: w1
          schedule: {iterations: 1}
          metrics: {count: 40, compute: [\(names.joined(separator: ", "))]}

          """, named: "a.yaml"))
    let specification = plan.resolved(plan.runs[0])
    let run = try Registry.builtIn.run(id: "", specification: specification)
    var stream = run.stream("evaluation/target")
    let classes = (run.target as? any LabelledDistribution)?.classes(count: 40, using: stream)
    let samples = run.target.sample(count: 40, using: &stream)
    let points = Matrix(
      rows: 40, columns: 2, elements: (0..<80).map { Double(samples[$0 / 2, $0 % 2]) })
    let target = MetricTarget(samples: points, classes: classes, law: run.target)
    for metric in specification["metrics"]["compute"].list {
      let kind = try #require(Vocabulary.builtIn.kind(named: metric.kind, in: .metric))
      let expected = kind.quantities ?? [kind.name.replacing("-", with: "_")]
      let found = try Registry.builtIn.metric(metric, target: target).quantities.map(\.name)
      #expect(found == expected)
    }
  }
}
