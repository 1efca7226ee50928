import Arrays
import Flows
import Graphs
import Networks
import Training

extension GeneratorDynamics {
  /// H(d(y)) and ∇H(d(y)) at `points`, [n, dimension] with any n ≥ 1, without any effect on the training.
  func field(at points: Matrix<Float>) -> PotentialField {
    plans.law?.refresh()
    return plans.field(at: points)
  }
}

extension TrainingPlans {
  /// The ascent function and the velocity at points, by a plan for as many.
  func field(at points: Matrix<Float>) -> PotentialField {
    let inputs = FloatBuffer(count: points.rows * points.columns).whole
    let velocities = FloatBuffer(count: points.rows * points.columns).whole
    let heights = FloatBuffer(count: points.rows).whole
    inputs.elements = points.elements
    builder.field(
      Shape(points.rows, points.columns), at: inputs, heights: heights, velocities: velocities
    ).run()
    return PotentialField(
      heights: heights.elements,
      velocities: Matrix(
        rows: points.rows, columns: points.columns, elements: velocities.elements))
  }
}

extension PlanBuilder {
  /// H(d(y)) and ∇H(d(y)) at points that are no batch.
  func field(
    _ shape: Shape, at points: FloatRegion, heights: FloatRegion, velocities: FloatRegion
  ) -> Plan {
    let graph = Graph()
    let (potentials, reading) = givenPotentials(in: graph)
    let y = graph.source(shape)
    let height = configuration.flow.ascent(of: potentials, at: y)
    let velocity = configuration.flow.velocity(of: potentials, at: y)
    return Plan(
      graph, reading: reading + [(y, points)],
      writing: [(height, heights), (velocity, velocities)], scratch: Scratch())
  }
}
