import Arrays
import Distributions
import Graphs
import Networks

/// What the density of an affine generator's law needs of its parameters, in buffers that plans read.
final class AffineLaw {
  /// The generator's bias μ, [1, d].
  let shift: FloatRegion
  /// The generator's weight W = Sᵀ, [d, d].
  let weight: FloatRegion
  /// W⁻¹, [d, d].
  let inverse: FloatRegion
  /// W⁻ᵀ, the gradient of ln |det W|, [d, d].
  let inverseTransposed: FloatRegion
  /// ln |det W|, [1].
  let logDeterminant: FloatRegion
  private let generator: ParameterBuffer

  /// The law of a generator that has one layer and equal dimensions.
  init(_ generator: ParameterBuffer, dimension: Int) {
    self.generator = generator
    shift = FloatBuffer(count: dimension).whole
    weight = FloatBuffer(count: dimension * dimension).whole
    inverse = FloatBuffer(count: dimension * dimension).whole
    inverseTransposed = FloatBuffer(count: dimension * dimension).whole
    logDeterminant = FloatBuffer(count: 1).whole
  }

  /// Reads the generator's parameters; what a singular weight has not is not a number.
  func refresh() {
    guard let weights = generator[Self.weightName], let biases = generator[Self.biasName] else {
      preconditionFailure("an affine generator has one layer")
    }
    let d = biases.count
    (weight.elements, shift.elements) = (weights, biases)
    let matrix = Matrix(rows: d, columns: d, elements: weights.map(Double.init))
    let factors = TriangularFactors(matrix)
    let inverse = factors?.inverse.elements ?? Array(repeating: .nan, count: d * d)
    self.inverse.elements = inverse.map { Float($0) }
    inverseTransposed.elements = (0..<d * d).map { Float(inverse[$0 % d * d + $0 / d]) }
    logDeterminant.elements = [Float(factors?.logDeterminant ?? .nan)]
  }

  static let weightName = "\(GeneratorDynamics.generatorName)/layer0/weight"
  static let biasName = "\(GeneratorDynamics.generatorName)/layer0/bias"
}
