import Arrays
import Flows
import Graphs
import Networks
import Randomness
import Training

/// Potentials that are learned from batches of points, and their flow's velocity at a cloud.
///
/// Draws nothing after initialisation, so the same calls give the same bits.
final class LearnedPotential {
  private let parameters: ParameterBuffer
  private let optimizer: OptimizerState
  private let spectra: SpectralIteration?
  private let penalty: Penalty
  private let training: PotentialPlan
  private let movement: FieldPlan
  private let targets: FloatRegion
  private let samples: FloatRegion
  private let mixing: FloatRegion
  private let graphs: PotentialGraphs
  private let dimension: Int

  /// Freshly initialised potentials.
  ///
  /// - Parameters:
  ///   - flow: what they are learned for.
  ///   - penalty: what keeps them tame.
  ///   - network: the architecture of each, from points to one number.
  ///   - optimizer: how their parameters are moved.
  ///   - batch: the samples of each law in a step.
  ///   - points: the points at which the velocity is asked for.
  ///   - stream: where the first parameters are drawn.
  init(
    flow: any Flow, penalty: Penalty, network: MLP, optimizer: Optimizer, batch: Int, points: Int,
    stream: RandomStream
  ) {
    let names = flow.potentialNames
    dimension = network.inputDimension
    self.penalty = penalty
    parameters = ParameterBuffer(
      names.flatMap { network.parameters(prefix: $0) },
      memory: names.flatMap { network.memory(prefix: $0) })
    var stream = stream
    for name in names { network.initialize(parameters, prefix: name, from: &stream) }
    self.optimizer = OptimizerState(optimizer, of: parameters)
    spectra = SpectralIteration(network, parameters, prefixes: names)
    targets = FloatBuffer(count: batch * dimension).whole
    samples = FloatBuffer(count: batch * dimension).whole
    let numbers = FloatBuffer(count: batch * flow.mixingCount)
    mixing = numbers.whole
    graphs = PotentialGraphs(
      flow: flow, penalty: penalty, network: network, parameters: parameters, scratch: Scratch())
    training = graphs.step(
      Shape(batch, dimension), targets: targets, samples: samples,
      mixing: (0..<flow.mixingCount).map {
        FloatRegion(buffer: numbers, offset: $0 * batch, count: batch)
      }, values: FloatBuffer(count: 4))
    movement = FieldPlan(graphs, points: points)
  }

  /// The names of what a step reports.
  var reportNames: [String] { training.names }

  /// Moves the potentials by one optimiser step; what is reported is as before the step.
  func step(
    targets: Matrix<Float>, samples: Matrix<Float>, mixing: [Float], rate: Double
  ) -> [Float] {
    self.targets.elements = targets.elements
    self.samples.elements = samples.elements
    self.mixing.elements = mixing
    spectra?.run()
    training.plan.run()
    optimizer.step(rate: rate)
    if let bound = penalty.bound { parameters.clip(to: bound) }
    return training.report.values
  }

  /// ∇H(d(x)) at each of as many points as it was made for, after a power iteration where the networks
  /// are normalised so.
  func velocity(at points: Matrix<Float>) -> Matrix<Float> {
    spectra?.run()
    return movement.run(at: points).velocities
  }

  /// H(d(x)) and ∇H(d(x)) at any points, without any effect on the training.
  func field(at points: Matrix<Float>) -> PotentialField {
    FieldPlan(graphs, points: points.rows).run(at: points)
  }
}

/// The compiled field of potentials at a number of points.
private struct FieldPlan {
  private let plan: Plan
  private let points: FloatRegion
  private let heights: FloatRegion
  private let velocities: FloatRegion

  init(_ graphs: PotentialGraphs, points count: Int) {
    let dimension = graphs.network.inputDimension
    points = FloatBuffer(count: count * dimension).whole
    heights = FloatBuffer(count: count).whole
    velocities = FloatBuffer(count: count * dimension).whole
    plan = graphs.field(
      Shape(count, dimension), at: points, heights: heights, velocities: velocities)
  }

  func run(at points: Matrix<Float>) -> PotentialField {
    self.points.elements = points.elements
    plan.run()
    return PotentialField(
      heights: heights.elements,
      velocities: Matrix(
        rows: points.rows, columns: points.columns, elements: velocities.elements))
  }
}

// MARK: - Taking out and putting back

extension LearnedPotential {
  /// Parameters, what networks keep beside them, moments and the step count, by name.
  var memory: [String: TrainerState.Content] {
    var memory: [String: TrainerState.Content] = [:]
    for buffer in buffers {
      for parameter in buffer.parameters {
        memory[parameter.name] = .floats(buffer[parameter.name] ?? [])
      }
    }
    for (moment, elements) in optimizer.namedMoments {
      memory["potential/optimizer/\(moment)"] = .floats(elements)
    }
    memory["potential/optimizer/steps"] = .integers([optimizer.stepCount])
    return memory
  }

  private var buffers: [ParameterBuffer] { [parameters] + [parameters.memory].compactMap(\.self) }

  /// Goes on where `memory` was taken.
  ///
  /// - Throws: `StateError` if something is missing or of the wrong size.
  func restore(_ memory: RememberedArrays) throws(StateError) {
    for buffer in buffers {
      for parameter in buffer.parameters {
        buffer.set(
          parameter.name, to: try memory.floats(parameter.name, count: parameter.shape.count))
      }
    }
    var moments: [[Float]] = []
    for moment in optimizer.optimizer.momentNames {
      moments.append(
        try memory.floats("potential/optimizer/\(moment)", count: parameters.packedCount))
    }
    optimizer.restore(
      moments: moments, stepCount: try memory.integer("potential/optimizer/steps"))
  }
}
