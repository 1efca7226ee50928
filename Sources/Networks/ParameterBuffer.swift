package import Graphs

/// The name and shape of one parameter.
package struct Parameter: Hashable, Sendable {
  /// Its name, unique in its buffer, for instance `generator/layer0/weight`.
  package let name: String
  /// Its shape.
  package let shape: Shape

  /// A parameter with this name and shape.
  package init(name: String, shape: Shape) {
    self.name = name
    self.shape = shape
  }
}

/// The values of all parameters that one optimiser moves, and their gradients, flat and aligned.
///
/// Each parameter begins on a cache line; the floats between parameters are 0 and stay 0 under every
/// optimiser.
package final class ParameterBuffer {
  /// The parameters, in the order they are stored.
  package let parameters: [Parameter]
  /// The values, with gaps.
  package let values: FloatBuffer
  /// The gradients, laid out like the values.
  package let gradients: FloatBuffer
  /// What networks keep beside their parameters: plans read it, no optimiser moves it.
  package let memory: ParameterBuffer?
  private let offsets: [Int]
  private let positions: [String: Int]

  /// A buffer of zeros for these parameters, and for what is kept beside them.
  package init(_ parameters: [Parameter], memory: [Parameter] = []) {
    self.parameters = parameters
    self.memory = memory.isEmpty ? nil : ParameterBuffer(memory)
    var offsets: [Int] = []
    var count = 0
    for parameter in parameters {
      offsets.append(count)
      count += (parameter.shape.count + 15) / 16 * 16
    }
    self.offsets = offsets
    positions = Dictionary(
      uniqueKeysWithValues: parameters.enumerated().map { ($1.name, $0) })
    values = FloatBuffer(count: count)
    gradients = FloatBuffer(count: count)
  }

  /// The region of the parameter at `position` in `buffer`, which is laid out like the values.
  package func region(_ position: Int, of buffer: FloatBuffer) -> FloatRegion {
    FloatRegion(
      buffer: buffer, offset: offsets[position], count: parameters[position].shape.count)
  }

  /// The values of one parameter, row by row; nil where there is none of that name.
  package subscript(_ name: String) -> [Float]? {
    positions[name].map { region($0, of: values).elements }
  }

  /// Replaces the values of one parameter.
  package func set(_ name: String, to elements: [Float]) {
    guard let position = positions[name] else {
      preconditionFailure("there is no parameter \(name)")
    }
    region(position, of: values).elements = elements
  }

  /// The floats of `buffer`, which is laid out like the values, without the gaps; or in again.
  package func packed(_ buffer: FloatBuffer) -> [Float] {
    parameters.indices.flatMap { region($0, of: buffer).elements }
  }

  /// Distributes what `packed` returned.
  package func unpack(_ elements: [Float], into buffer: FloatBuffer) {
    precondition(elements.count == packedCount, "as many floats as the parameters have")
    var position = 0
    for index in parameters.indices {
      let next = position + parameters[index].shape.count
      region(index, of: buffer).elements = Array(elements[position..<next])
      position = next
    }
  }

  /// The number of floats of all parameters, without gaps.
  package var packedCount: Int { parameters.reduce(0) { $0 + $1.shape.count } }

  /// Puts every value within ±`bound`; what is not a number stays so.
  package func clip(to bound: Double) {
    let bound = Float(bound)
    for index in 0..<values.count {
      let value = values[index]
      if value > bound { values[index] = bound } else if value < -bound { values[index] = -bound }
    }
  }

  /// Whether every value is finite.
  package var isFinite: Bool { values.whole.isFinite }
}

/// The tensors that stand for a buffer's parameters in one graph.
package struct ParameterTensors {
  /// The tensors, in the order of the buffer's parameters.
  package let tensors: [Tensor]
  private let buffer: ParameterBuffer
  private let memory: [(Tensor, FloatRegion)]
  private let byName: [String: Tensor]

  /// Declares a source in `graph` for every parameter of `buffer` and for all that is beside them.
  package init(_ buffer: ParameterBuffer, in graph: Graph) {
    self.buffer = buffer
    tensors = buffer.parameters.map { graph.source($0.shape) }
    let beside = buffer.memory
    let others = beside?.parameters ?? []
    memory = others.enumerated().compactMap { index, vector in
      beside.map { (graph.source(vector.shape), $0.region(index, of: $0.values)) }
    }
    byName = Dictionary(
      uniqueKeysWithValues: zip(
        (buffer.parameters + others).map(\.name), tensors + memory.map(\.0)))
  }

  /// The tensor of the parameter with this name, which must exist.
  package subscript(_ name: String) -> Tensor {
    guard let tensor = byName[name] else { preconditionFailure("there is no parameter \(name)") }
    return tensor
  }

  /// The sources with the values they stand for, as a plan reads them.
  package var bindings: [(Tensor, FloatRegion)] {
    tensors.enumerated().map { ($1, buffer.region($0, of: buffer.values)) } + memory
  }

  /// The gradient of `scalar` by every parameter with its place in the buffer, as a plan writes it.
  package func gradientBindings(of scalar: Tensor) -> [(Tensor, FloatRegion)] {
    scalar.graph.gradient(of: scalar, withRespectTo: tensors).enumerated().map {
      ($1, buffer.region($0, of: buffer.gradients))
    }
  }
}
