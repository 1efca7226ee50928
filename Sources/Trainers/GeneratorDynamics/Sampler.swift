import Arrays
import Graphs
import Networks

/// A generator compiled for one number of points.
final class Sampler {
  private let plan: Plan
  private let latents: FloatRegion
  private let samples: FloatRegion
  private let dimension: Int

  /// The generator `network` with the live values of `parameters`, for `rows` points; it never runs
  /// at the same time as the other plans of `scratch`.
  init(_ network: MLP, _ parameters: ParameterBuffer, rows: Int, scratch: Scratch) {
    dimension = network.outputDimension
    latents = FloatBuffer(count: rows * network.inputDimension).whole
    samples = FloatBuffer(count: rows * dimension).whole
    let graph = Graph()
    let tensors = ParameterTensors(parameters, in: graph)
    let z = graph.source(Shape(rows, network.inputDimension))
    let y = network.apply(to: z, with: tensors, prefix: GeneratorDynamics.generatorName)
    plan = Plan(
      graph, reading: tensors.bindings + [(z, latents)], writing: [(y, samples)],
      scratch: scratch)
  }

  /// The samples at these points.
  func generate(_ points: Matrix<Float>) -> Matrix<Float> {
    latents.elements = points.elements
    plan.run()
    return Matrix(rows: points.rows, columns: dimension, elements: samples.elements)
  }
}
