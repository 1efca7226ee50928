import Flows
import Graphs
import Networks

/// Writes down the graphs of learned potentials and compiles them.
struct PotentialGraphs {
  /// What the potentials are learned for.
  let flow: any Flow
  /// What keeps them tame.
  let penalty: Penalty
  /// The architecture of each.
  let network: MLP
  /// The parameters of all.
  let parameters: ParameterBuffer
  /// Room that plans which never run at the same time share.
  let scratch: Scratch

  /// The potentials with the live values of the parameters, and what they read.
  func potentials(in graph: Graph) -> (Potentials, [(Tensor, FloatRegion)]) {
    let tensors = ParameterTensors(parameters, in: graph)
    return (potentials(tensors), tensors.bindings)
  }

  private func potentials(_ tensors: ParameterTensors) -> Potentials {
    Potentials(
      flow.potentialNames.map { name in
        { network.apply(to: $0, with: tensors, prefix: name) }
      })
  }

  /// −objective + penalty and its gradient by the potentials' parameters; `values` takes the loss, the
  /// objective, the penalty and the gradient's norm, each where there is one.
  ///
  /// Targets and samples are each of the shape `batch`.
  func step(
    _ batch: Shape, targets: FloatRegion, samples: FloatRegion, mixing: [FloatRegion],
    values: FloatBuffer
  ) -> PotentialPlan {
    let graph = Graph()
    let tensors = ParameterTensors(parameters, in: graph)
    let fields = potentials(tensors)
    let points = FlowPoints(
      data: graph.source(batch), model: graph.source(batch),
      mixing: mixing.map { _ in graph.source(Shape(batch.rows, 1)) })
    let objective = flow.objective(of: fields, at: points)
    let term = penalty.term(on: fields[0], at: points)
    let constraint = flow.constraint(on: fields, at: points)
    let cost =
      if let value = term?.value, let constraint { value + constraint } else {
        term?.value ?? constraint
      }
    let loss = cost.map { $0 - objective } ?? -objective
    let results = [loss, objective, cost, term?.gradientNorm]
    let inputs = [(points.data, targets), (points.model, samples)] + zip(points.mixing, mixing)
    let plan = Plan(
      graph, reading: tensors.bindings + inputs,
      writing: tensors.gradientBindings(of: loss)
        + results.enumerated().compactMap { offset, tensor in
          tensor.map { ($0, FloatRegion(buffer: values, offset: offset, count: 1)) }
        }, scratch: scratch)
    return PotentialPlan(
      plan: plan, values: values, hasPenalty: cost != nil, hasGradientNorm: term != nil)
  }

  /// H(d(y)) and ∇H(d(y)) at points of this shape.
  func field(
    _ shape: Shape, at points: FloatRegion, heights: FloatRegion, velocities: FloatRegion
  ) -> Plan {
    let graph = Graph()
    let (fields, reading) = potentials(in: graph)
    let y = graph.source(shape)
    let height = flow.ascent(of: fields, at: y)
    let velocity = flow.velocity(of: fields, at: y)
    return Plan(
      graph, reading: reading + [(y, points)],
      writing: [(height, heights), (velocity, velocities)], scratch: scratch)
  }
}
