import Flows
import Graphs
import Networks
import Randomness
import Testing

/// Plans in single precision against the interpreter in double, through everything a flow needs.
@Suite("Flows in single precision")
struct ExecutionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let activation: Activation
    let sides: Penalty.Sides
    let normalization: Normalization
    var testDescription: String { "\(activation) \(sides) \(normalization)" }
  }

  static let activations: [Activation] = [
    .relu, .leakyRelu(slope: 0.2), .elu(alpha: 1.2), .tanh, .softplus, .silu,
  ]

  static let cases: [Case] = activations.flatMap { activation in
    [Penalty.Sides.one, .two].flatMap { sides in
      [Normalization.none, .batch()].map {
        Case(activation: activation, sides: sides, normalization: $0)
      }
    }
  }

  @Test("a batch of one sample in one dimension is no special case")
  func single() {
    let network = MLP(inputDimension: 1, outputDimension: 1, hiddenWidths: [1, 4])
    let graph = Graph()
    let tensors = ParameterTensors(Self.buffer(network), in: graph)
    let points = FlowPoints(
      data: graph.source(Shape(1, 1)), model: graph.source(Shape(1, 1)),
      mixing: [graph.source(Shape(1, 1))])
    let field: ScalarField = { network.apply(to: $0, with: tensors, prefix: "net") }
    let objective = JensenShannonFlow().objective(of: Potentials([field]), at: points)
    let loss = Penalty.gradient(.two, weight: 1).term(on: field, at: points).map {
      $0.value - objective
    }
    guard let loss else {
      Issue.record("a gradient penalty has a term")
      return
    }
    Self.compare(
      graph, tensors, [points.data, points.model] + points.mixing,
      [loss] + graph.gradient(of: loss, withRespectTo: tensors.tensors))
  }

  static let batch = 24

  @Test("potential losses and their gradients agree with double precision", arguments: cases)
  func potential(_ test: Case) {
    let network = MLP(
      inputDimension: 3, outputDimension: 1, hiddenWidths: [13, 16], activation: test.activation,
      normalization: test.normalization, initializer: .heNormal)
    for flow: any Flow in [JensenShannonFlow(), WassersteinOneFlow()] {
      let graph = Graph()
      let buffer = Self.buffer(network)
      let tensors = ParameterTensors(buffer, in: graph)
      let points = FlowPoints(
        data: graph.source(Shape(Self.batch, 3)), model: graph.source(Shape(Self.batch, 3)),
        mixing: [graph.source(Shape(Self.batch, 1))])
      let field: ScalarField = { network.apply(to: $0, with: tensors, prefix: "net") }
      let potentials = Potentials([field])
      let penalty = Penalty.gradient(test.sides, weight: 3).term(on: field, at: points)
      guard let penalty else {
        Issue.record("a gradient penalty has a term")
        return
      }
      let loss = penalty.value - flow.objective(of: potentials, at: points)
      let velocity = flow.velocity(of: potentials, at: points.model)
      let gradients = graph.gradient(of: loss, withRespectTo: tensors.tensors)
      Self.compare(
        graph, tensors, [points.data, points.model] + points.mixing,
        [loss, penalty.value, penalty.gradientNorm, velocity] + gradients)
    }
  }

  @Test("generator losses and their gradients agree with double precision", arguments: cases)
  func generator(_ test: Case) {
    let network = MLP(
      inputDimension: 3, outputDimension: 3, hiddenWidths: [13, 16], activation: test.activation,
      normalization: test.normalization, isResidual: test.sides == .one,
      output: test.sides == .one ? .tanh(bound: 2) : .linear)
    let graph = Graph()
    let buffer = Self.buffer(network)
    let tensors = ParameterTensors(buffer, in: graph)
    let (z, aim) = (graph.source(Shape(Self.batch, 3)), graph.source(Shape(Self.batch, 3)))
    let samples = network.apply(to: z, with: tensors, prefix: "net")
    let loss =
      Fit.halfMean.loss(of: samples, against: aim)
      + Fit.elementMean.loss(of: samples, against: aim)
    let gradients = graph.gradient(of: loss, withRespectTo: tensors.tensors)
    Self.compare(graph, tensors, [z, aim], [samples, loss] + gradients)
  }

  private static func buffer(_ network: MLP) -> ParameterBuffer {
    let buffer = ParameterBuffer(network.parameters(prefix: "net"))
    var stream = RandomStream(seed: 5, purpose: "parameters")
    network.initialize(buffer, prefix: "net", from: &stream)
    for parameter in buffer.parameters where !parameter.name.hasSuffix("weight") {
      var values = [Float](repeating: 0, count: parameter.shape.count)
      stream.fillNormal(&values, mean: 0.4, deviation: 0.5)
      buffer.set(parameter.name, to: values)
    }
    return buffer
  }

  private static func compare(
    _ graph: Graph, _ parameters: ParameterTensors, _ inputs: [Tensor], _ outputs: [Tensor]
  ) {
    var stream = RandomStream(seed: 6, purpose: "inputs")
    let bound = inputs.map { tensor in
      let region = FloatBuffer(count: tensor.shape.count).whole
      var values = region.elements
      stream.fillUniform(&values)
      region.elements = values
      return (tensor, region)
    }
    let reading = parameters.bindings + bound
    let writing = outputs.map { ($0, FloatBuffer(count: $0.shape.count).whole) }
    Plan(graph, reading: reading, writing: writing).run()
    var interpreter = Interpreter(
      graph, sources: reading.map { ($0.0, $0.1.elements.map(Double.init)) })
    let exacts = writing.map { interpreter.value(of: $0.0) }
    // Some gradients vanish, a bias before batch normalisation has one: what is left of them in
    // single precision is as large as the rounding of the terms that cancel.
    let largest = exacts.joined().reduce(1) { max($0, abs($1)) }
    for (exact, (_, region)) in zip(exacts, writing) {
      let scale = exact.reduce(1e-3) { max($0, abs($1)) }
      for (found, exact) in zip(region.elements, exact) {
        #expect(abs(Double(found) - exact) <= 3e-5 * scale + 2e-6 * largest)
      }
    }
  }
}
