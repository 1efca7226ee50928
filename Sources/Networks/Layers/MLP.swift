package import Graphs
package import Randomness

/// A multilayer perceptron: linear layers with an activation after each but the last.
///
/// A hidden layer is Linear → normalisation → activation. A linear layer is y = x W + b with W of
/// shape [in, out] (PyTorch stores the transpose). Parameters are named `layer0/weight`,
/// `layer0/bias` and, under batch or layer normalisation, `layer0/scale`, `layer0/shift`, and so on to
/// the output layer; under spectral normalisation `layer0/u` and `layer0/v` are kept beside them.
package struct MLP: Hashable, Sendable {
  /// What is done to the last layer's value.
  package enum Output: Hashable, Sendable {
    /// Nothing.
    case linear
    /// bound · tanh of it.
    case tanh(bound: Double)
  }

  /// The number of features of a sample going in.
  package var inputDimension: Int
  /// The number of features of a sample coming out.
  package var outputDimension: Int
  /// The numbers of features of the hidden layers, first to last; may be empty.
  package var hiddenWidths: [Int]
  /// The function after each hidden layer.
  package var activation: Activation
  /// The normalisation before each activation.
  package var normalization: Normalization
  /// Whether the input is added to the output; needs equal dimensions.
  package var isResidual: Bool
  /// What is done to the last layer's value, before the input is added.
  package var output: Output
  /// The law of the first weights and biases.
  package var initializer: Initializer
  /// The law of the first scales under batch normalisation.
  package var scaleInitializer: ScaleInitializer

  /// A perceptron with the given architecture and law of first parameters.
  package init(
    inputDimension: Int, outputDimension: Int, hiddenWidths: [Int], activation: Activation = .relu,
    normalization: Normalization = .none, isResidual: Bool = false, output: Output = .linear,
    initializer: Initializer = .torch, scaleInitializer: ScaleInitializer = .ones
  ) {
    precondition(
      !isResidual || inputDimension == outputDimension, "a residual network keeps the dimension")
    self.inputDimension = inputDimension
    self.outputDimension = outputDimension
    self.hiddenWidths = hiddenWidths
    self.activation = activation
    self.normalization = normalization
    self.isResidual = isResidual
    self.output = output
    self.initializer = initializer
    self.scaleInitializer = scaleInitializer
  }

  /// The numbers of features from the input through the hidden layers to the output.
  private var widths: [Int] { [inputDimension] + hiddenWidths + [outputDimension] }

  /// The names and shapes of the parameters, in the order they are stored, under `prefix`.
  package func parameters(prefix: String) -> [Parameter] {
    hiddenWidths.indices.reduce(into: []) { list, layer in
      list += linearParameters(prefix, layer)
      guard normalization.hasParameters else { return }
      let shape = Shape(1, hiddenWidths[layer])
      list.append(Parameter(name: "\(prefix)/layer\(layer)/scale", shape: shape))
      list.append(Parameter(name: "\(prefix)/layer\(layer)/shift", shape: shape))
    } + linearParameters(prefix, hiddenWidths.count)
  }

  /// What the network keeps beside its parameters, under `prefix`.
  package func memory(prefix: String) -> [Parameter] {
    guard normalization == .spectral else { return [] }
    return layerNames(prefix: prefix).enumerated().flatMap { layer, name in
      [
        Parameter(name: "\(name)/u", shape: Shape(1, widths[layer + 1])),
        Parameter(name: "\(name)/v", shape: Shape(1, widths[layer])),
      ]
    }
  }

  /// The names of all layers, the last one too.
  func layerNames(prefix: String) -> [String] {
    (0...hiddenWidths.count).map { "\(prefix)/layer\($0)" }
  }

  private func linearParameters(_ prefix: String, _ layer: Int) -> [Parameter] {
    [
      Parameter(
        name: "\(prefix)/layer\(layer)/weight", shape: Shape(widths[layer], widths[layer + 1])),
      Parameter(name: "\(prefix)/layer\(layer)/bias", shape: Shape(1, widths[layer + 1])),
    ]
  }

  /// Draws first values for the parameters under `prefix` in `buffer`, layer by layer.
  package func initialize(
    _ buffer: ParameterBuffer, prefix: String, from stream: inout RandomStream
  ) {
    for layer in 0...hiddenWidths.count {
      let name = "\(prefix)/layer\(layer)"
      let (weight, bias) = initializer.draw(
        inputs: widths[layer], outputs: widths[layer + 1], from: &stream)
      buffer.set("\(name)/weight", to: weight)
      buffer.set("\(name)/bias", to: bias)
      guard normalization.hasParameters, layer < hiddenWidths.count else { continue }
      buffer.set(
        "\(name)/scale", to: scaleInitializer.draw(hiddenWidths[layer], from: &stream))
    }
    initializeMemory(buffer, prefix: prefix, from: &stream)
  }

  /// Vectors of any direction, which iterations then turn towards the singular ones.
  private func initializeMemory(
    _ buffer: ParameterBuffer, prefix: String, from stream: inout RandomStream
  ) {
    for vector in memory(prefix: prefix) {
      var values = [Float](repeating: 0, count: vector.shape.count)
      stream.fillNormal(&values, deviation: 1)
      buffer.memory?.set(vector.name, to: values)
    }
    guard let iteration = SpectralIteration(self, buffer, prefixes: [prefix]) else { return }
    for _ in 0..<15 { iteration.run() }
  }

  /// The network's value at `input`, shape [batch, inputDimension], as part of the input's graph.
  ///
  /// - Parameters:
  ///   - input: one sample per row.
  ///   - parameters: the tensors of the parameters under `prefix`.
  ///   - prefix: the name of this network.
  /// - Returns: shape [batch, outputDimension].
  package func apply(
    to input: Tensor, with parameters: ParameterTensors, prefix: String
  ) -> Tensor {
    var x = input
    for layer in hiddenWidths.indices {
      x = linear(x, parameters, prefix, layer)
      x = normalization.apply(to: x, parameters, layer: "\(prefix)/layer\(layer)")
      x = activation.apply(to: x)
    }
    x = linear(x, parameters, prefix, hiddenWidths.count)
    if case .tanh(let bound) = output { x = x.tanh * bound }
    return isResidual ? input + x : x
  }

  private func linear(
    _ x: Tensor, _ parameters: ParameterTensors, _ prefix: String, _ layer: Int
  ) -> Tensor {
    let name = "\(prefix)/layer\(layer)"
    return x.times(normalization.weight(parameters, layer: name))
      + parameters["\(name)/bias"].repeatedDown(x.shape.rows)
  }
}
