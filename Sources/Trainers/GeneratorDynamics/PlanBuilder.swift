import Flows
import Graphs
import Networks

/// Writes down the graphs of a training step and compiles them.
struct PlanBuilder {
  let configuration: GeneratorDynamics.Configuration
  private let generator: ParameterBuffer
  private let potential: ParameterBuffer
  private let law: AffineLaw?
  let scratch: Scratch

  /// A builder for networks with these parameters, and for what an exact ratio reads of them.
  init(
    _ configuration: GeneratorDynamics.Configuration, generator: ParameterBuffer,
    potential: ParameterBuffer, law: AffineLaw?, scratch: Scratch
  ) {
    self.scratch = scratch
    self.law = law
    self.configuration = configuration
    self.generator = generator
    self.potential = potential
  }

  private var sampleShape: Shape {
    Shape(configuration.batch, configuration.generator.outputDimension)
  }

  private var latentShape: Shape {
    Shape(configuration.batch, configuration.generator.inputDimension)
  }

  /// The graphs of the learned potentials.
  private var learned: PotentialGraphs {
    guard let network = configuration.potential else {
      preconditionFailure("the potential is not learned")
    }
    return PotentialGraphs(
      flow: configuration.flow, penalty: configuration.penalty, network: network,
      parameters: potential, scratch: scratch)
  }

  /// The potentials that the generator sees, learned or known, and what they read.
  func givenPotentials(in graph: Graph) -> (Potentials, [(Tensor, FloatRegion)]) {
    if let law, let ratio = configuration.exactRatio {
      let (field, reading) = ratio.field(of: law, in: graph)
      return (Potentials([field]), reading)
    }
    return learned.potentials(in: graph)
  }

  private func samples(_ latents: Tensor, _ parameters: ParameterTensors) -> Tensor {
    configuration.generator.apply(
      to: latents, with: parameters, prefix: GeneratorDynamics.generatorName)
  }

  /// G(z).
  func generation(from latents: FloatRegion, to samples: FloatRegion) -> Plan {
    let graph = Graph()
    let parameters = ParameterTensors(generator, in: graph)
    let z = graph.source(latentShape)
    let y = self.samples(z, parameters)
    return Plan(
      graph, reading: parameters.bindings + [(z, latents)], writing: [(y, samples)],
      scratch: scratch)
  }

  /// The step of the potentials; see `PotentialGraphs.step`.
  func potential(
    targets: FloatRegion, samples: FloatRegion, mixing: [FloatRegion], values: FloatBuffer
  ) -> PotentialPlan {
    learned.step(
      sampleShape, targets: targets, samples: samples, mixing: mixing, values: values)
  }

  /// ζ = y + ε ∇H(d(y)).
  func aim(samples: FloatRegion, stepSize: FloatRegion, aims: FloatRegion) -> Plan {
    let graph = Graph()
    let (potentials, reading) = givenPotentials(in: graph)
    let (y, step) = (graph.source(sampleShape), graph.source(.scalar))
    let velocity = configuration.flow.velocity(of: potentials, at: y)
    return Plan(
      graph, reading: reading + [(y, samples), (step, stepSize)],
      writing: [(y + velocity * step.filling(sampleShape), aims)], scratch: scratch)
  }

  /// ζ = y + ε ∇H(d(y)) at y = G(z), the loss of y against it and its gradient by the generator's
  /// parameters: the targets and the first of the steps towards them, with one evaluation of G.
  func opening(
    latents: FloatRegion, stepSize: FloatRegion, aims: FloatRegion, loss: FloatRegion
  ) -> Plan {
    let graph = Graph()
    let parameters = ParameterTensors(generator, in: graph)
    let (potentials, reading) = givenPotentials(in: graph)
    let (z, step) = (graph.source(latentShape), graph.source(.scalar))
    let y = samples(z, parameters)
    let velocity = configuration.flow.velocity(of: potentials, at: y)
    let aim = (y + velocity * step.filling(sampleShape)).detached
    let value = configuration.fit.loss(of: y, against: aim)
    return Plan(
      graph, reading: parameters.bindings + reading + [(z, latents), (step, stepSize)],
      writing: parameters.gradientBindings(of: value) + [(aim, aims), (value, loss)],
      scratch: scratch)
  }

  /// The loss of G(z) against ζ and its gradient by the generator's parameters.
  func fit(latents: FloatRegion, aims: FloatRegion, loss: FloatRegion) -> Plan {
    let graph = Graph()
    let parameters = ParameterTensors(generator, in: graph)
    let (z, aim) = (graph.source(latentShape), graph.source(sampleShape))
    let value = configuration.fit.loss(of: samples(z, parameters), against: aim)
    return Plan(
      graph, reading: parameters.bindings + [(z, latents), (aim, aims)],
      writing: parameters.gradientBindings(of: value) + [(value, loss)], scratch: scratch)
  }

  /// −mean H(d(G(z))) and its gradient by the generator's parameters.
  func adversary(latents: FloatRegion, loss: FloatRegion) -> Plan {
    let graph = Graph()
    let parameters = ParameterTensors(generator, in: graph)
    let z = graph.source(latentShape)
    let (potentials, reading) =
      totalRatio(at: z, parameters) ?? givenPotentials(in: graph)
    let y = samples(z, parameters)
    let value = -configuration.flow.ascent(of: potentials, at: y).mean
    return Plan(
      graph, reading: parameters.bindings + reading + [(z, latents)],
      writing: parameters.gradientBindings(of: value) + [(value, loss)], scratch: scratch)
  }

  /// The exact ratio with its density differentiated too; nil where it is not asked for.
  private func totalRatio(
    at latents: Tensor, _ parameters: ParameterTensors
  ) -> (Potentials, [(Tensor, FloatRegion)])? {
    guard let law, let ratio = configuration.exactRatio, ratio.gradient == .total else {
      return nil
    }
    let weight = parameters[AffineLaw.weightName]
    let (field, reading) = ratio.field(of: law, at: latents, weight: weight)
    return (Potentials([field]), reading)
  }
}
