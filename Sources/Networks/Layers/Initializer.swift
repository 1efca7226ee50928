import Randomness

/// The law the first values of a linear layer are drawn from.
///
/// A weight has shape [in, out]; "fan" is the number of inputs or outputs. Biases are 0 except for
/// `torch`.
package enum Initializer: Hashable, Sendable {
  /// N(0, 2 / in) (He et al. 2015).
  case heNormal
  /// U(−√(6 / in), √(6 / in)).
  case heUniform
  /// N(0, 2 / (in + out)) (Glorot & Bengio 2010).
  case glorotNormal
  /// U(−√(6 / (in + out)), √(6 / (in + out))).
  case glorotUniform
  /// U(−1 / √in, 1 / √in), biases too: the default of PyTorch's `Linear`.
  case torch
  /// N(0, deviation²).
  case normal(deviation: Double)
  /// These very values, row by row: for a network of one layer.
  case values(weight: [Float], bias: [Float])

  /// Draws a weight, row by row, then a bias.
  func draw(
    inputs: Int, outputs: Int, from stream: inout RandomStream
  ) -> (weight: [Float], bias: [Float]) {
    var weight = [Float](repeating: 0, count: inputs * outputs)
    var bias = [Float](repeating: 0, count: outputs)
    switch self {
    case .heNormal: stream.fillNormal(&weight, deviation: Self.root(2, inputs))
    case .glorotNormal: stream.fillNormal(&weight, deviation: Self.root(2, inputs + outputs))
    case .normal(let deviation): stream.fillNormal(&weight, deviation: Float(deviation))
    case .heUniform: Self.fill(&weight, within: Self.root(6, inputs), from: &stream)
    case .glorotUniform:
      Self.fill(&weight, within: Self.root(6, inputs + outputs), from: &stream)
    case .torch:
      Self.fill(&weight, within: Self.root(1, inputs), from: &stream)
      Self.fill(&bias, within: Self.root(1, inputs), from: &stream)
    case .values(let givenWeight, let givenBias): (weight, bias) = (givenWeight, givenBias)
    }
    return (weight, bias)
  }

  private static func root(_ numerator: Double, _ fan: Int) -> Float {
    Float((numerator / Double(fan)).squareRoot())
  }

  private static func fill(
    _ values: inout [Float], within bound: Float, from stream: inout RandomStream
  ) {
    stream.fillUniform(&values)
    for index in values.indices { values[index] = bound * (2 * values[index] - 1) }
  }
}

/// The law the first scales of a normalisation are drawn from; its shifts begin at 0.
package enum ScaleInitializer: Hashable, Sendable {
  /// All 1.
  case ones
  /// N(0, deviation²).
  case normal(mean: Double = 0, deviation: Double)

  /// Draws the scales of `count` features.
  func draw(_ count: Int, from stream: inout RandomStream) -> [Float] {
    var scales = [Float](repeating: 1, count: count)
    if case .normal(let mean, let deviation) = self {
      stream.fillNormal(&scales, mean: Float(mean), deviation: Float(deviation))
    }
    return scales
  }
}
