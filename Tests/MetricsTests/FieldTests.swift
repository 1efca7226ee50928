import Arrays
import Foundation
import Metrics
import Testing

/// Velocity fields against differences of the functionals whose gradients they are.
@Suite("Velocity fields")
struct FieldTests {
  static let kernels: [Kernel] = [
    .gaussian, .mixture, .laplace, .energy, .rationalQuadratic(exponents: [0.5, 2]),
  ]

  static func cloud(_ count: Int, _ dimension: Int, seed: Int, shift: Double = 0) -> Matrix<Double>
  {
    Clouds.normal(count, dimension, seed: seed, at: shift)
  }

  /// −n ∂F/∂xᵢ by central differences.
  static func differences(
    of functional: (Matrix<Double>) throws -> Double, at cloud: Matrix<Double>, by h: Double = 1e-5
  ) throws -> [Double] {
    try cloud.elements.indices.map { index in
      var (up, down) = (cloud, cloud)
      up.elements[index] += h
      down.elements[index] -= h
      return -Double(cloud.rows) * (try functional(up) - functional(down)) / (2 * h)
    }
  }

  static func expectNear(_ a: [Double], _ b: [Double], within tolerance: Double) {
    let scale = b.reduce(0) { max($0, $1.magnitude) }
    for (x, y) in zip(a, b) { #expect((x - y).magnitude <= tolerance * scale, "\(x) and \(y)") }
  }

  @Test("of a kernel are −n times the gradient of ½ MMD²", arguments: kernels, [1, 2, 5])
  func witness(kernel: Kernel, dimension: Int) throws {
    // More points than one tile on one side, fewer on the other.
    let (x, y) = (Self.cloud(9, dimension, seed: 1), Self.cloud(70, dimension, seed: 2, shift: 0.7))
    let field = try WitnessField(target: y, kernel: kernel, bandwidths: .lengths([0.8, 1.7]))
    let mmd = try MMD(
      target: y, kernel: kernel, bandwidths: .lengths([0.8, 1.7]), estimator: .biased)
    let expected = try Self.differences(of: { 0.5 * (try mmd.evaluate($0).value) }, at: x)
    Self.expectNear(field.velocity(at: x, of: x).elements, expected, within: 1e-7)
  }

  @Test("of a kernel are those of a sum over pairs, also where points coincide")
  func pairs() throws {
    var x = Self.cloud(5, 2, seed: 3)
    let y = Self.cloud(66, 2, seed: 4)
    for column in 0..<2 { x[1, column] = y[65, column] }
    let field = try WitnessField(target: y, kernel: .energy, bandwidths: .median)
    let found = field.velocity(at: x, of: x)
    func unit(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> [Double] {
      let v = zip(a, b).map { $0 - $1 }
      let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 0 ? v.map { $0 / length } : [0, 0]
    }
    for i in 0..<5 {
      for c in 0..<2 {
        let own = (0..<5).reduce(0) { $0 + unit(x[row: i], x[row: $1])[c] / 5 }
        let other = (0..<66).reduce(0) { $0 + unit(x[row: i], y[row: $1])[c] / 66 }
        #expect((found[i, c] - (own - other)).magnitude < 1e-13)
      }
    }
  }

  @Test(
    "of a kernel are the same to six digits in single precision, where pairs are many",
    arguments: [Kernel.gaussian, .mixture, .laplace, .energy], [1, 2, 3, 6])
  func singlePrecision(kernel: Kernel, dimension: Int) throws {
    // Far from the origin and of a strange size, and some points on top of others.
    let place = { (points: Matrix<Double>) in points.mapRows { $0.map { 300 + 37 * $0 } } }
    let y = place(Self.cloud(603, dimension, seed: 2, shift: 0.7))
    var x = place(Self.cloud(1001, dimension, seed: 1))
    for column in 0..<dimension { (x[7, column], x[8, column]) = (y[9, column], x[7, column]) }
    #expect(x.rows * (x.rows + y.rows) >= WitnessField.leastSinglePairs)
    let field = try WitnessField(target: y, kernel: kernel, bandwidths: .lengths([30, 60]))
    let few = Matrix(
      rows: 20, columns: dimension, elements: Array(x.elements.prefix(20 * dimension)))
    let many = field.velocity(at: x, of: x).elements.prefix(20 * dimension)
    let scale = many.reduce(0) { max($0, $1.magnitude) }
    // Twenty places have too few pairs: they are summed in double precision.
    for (a, b) in zip(many, field.velocity(at: few, of: x).elements) {
      #expect((a - b).magnitude < 1e-6 * scale)
    }
  }

  @Test("of the energy distance by slicing are the dense ones", arguments: [1, 2, 3, 4])
  func slicedEnergy(dimension: Int) throws {
    let (x, y) = (Self.cloud(40, dimension, seed: 5), Self.cloud(90, dimension, seed: 6, shift: 1))
    let dense = try WitnessField(target: y, kernel: .energy, bandwidths: .median)
      .velocity(at: x, of: x)
    let sliced = try SlicedFields(target: y, directions: dimension == 2 ? 1024 : 30_000)
      .energyVelocity(of: x)
    // On the line one direction is exact, in the plane they are equispaced, above random.
    let tolerance = dimension == 1 ? 1e-13 : dimension == 2 ? 2e-3 : 2e-2
    Self.expectNear(sliced.elements, dense.elements, within: tolerance)
  }

  @Test("along a line feel equal points from neither side")
  func ties() throws {
    let x = Matrix(rows: 4, columns: 1, elements: [1.0, 0, 1, -3])
    let y = Matrix(rows: 3, columns: 1, elements: [0.0, 1, 0])
    let found = try SlicedFields(target: y, directions: 1).energyVelocity(of: x)
    // Means of signs: 1 is above {0, −3} of 4 and {0, 0} of 3, and so on.
    let expected = [0.5 - 2.0 / 3, -0.25 + 1.0 / 3, 0.5 - 2.0 / 3, -0.75 + 1]
    Self.expectNear(found.elements, expected, within: 1e-15)
  }

  @Test(
    "of ½ SW₂² are −n times its gradient",
    arguments: [(30, 30, 2), (20, 30, 2), (30, 20, 1), (8, 50, 3)])
  func slicedWasserstein(count: Int, targetCount: Int, dimension: Int) throws {
    let x = Self.cloud(count, dimension, seed: 7)
    let y = Self.cloud(targetCount, dimension, seed: 8, shift: 0.5)
    let found = try SlicedFields(target: y, directions: 32).wassersteinVelocity(of: x)
    // The metric wants equal counts: every point stands as often as makes them equal.
    func repeated(_ cloud: Matrix<Double>, _ times: Int) -> Matrix<Double> {
      Matrix(
        rows: cloud.rows * times, columns: dimension,
        elements: (0..<cloud.rows).flatMap { row in
          (0..<times).flatMap { _ in cloud[row: row] }
        })
    }
    let metric = try SlicedWasserstein(target: repeated(y, count), directions: 32)
    let expected = try Self.differences(
      of: {
        let value = try metric.evaluate(repeated($0, targetCount)).value
        return 0.5 * value * value
      }, at: x)
    Self.expectNear(found.elements, expected, within: 1e-7)
  }

  @Test("of a Sinkhorn divergence are −n times its gradient", arguments: [1, 2], [0.3, 2.0])
  func sinkhorn(exponent: Int, blur: Double) throws {
    let (x, y) = (Self.cloud(7, 2, seed: 9), Self.cloud(12, 2, seed: 10, shift: 1.5))
    let p: ExactTransport.Exponent = exponent == 1 ? .one : .two
    let field = try SinkhornField(target: y, exponent: p, blur: blur)
    // Half the squared cost at ε is the whole at 2ε, halved.
    let metric = try SinkhornDivergence(
      target: y, exponent: p, blur: .length(p == .one ? blur : 2.0.squareRoot() * blur))
    let expected = try Self.differences(
      of: { (p == .one ? 1 : 0.5) * (try metric.evaluate($0).value) }, at: x, by: 1e-3)
    Self.expectNear(try field.velocity(of: x).elements, expected, within: 2e-3)
  }

  @Test(
    "of a Sinkhorn divergence move a shifted copy by the shift alone", arguments: [0.02, 0.5, 5.0])
  func sinkhornShift(blur: Double) throws {
    let x = Self.cloud(50, 2, seed: 11)
    var y = x
    for row in 0..<50 { (y[row, 0], y[row, 1]) = (x[row, 0] + 3, x[row, 1] - 1) }
    let found = try SinkhornField(target: y, exponent: .two, blur: blur).velocity(of: x)
    for row in 0..<50 {
      #expect((found[row, 0] - 3).magnitude < 1e-5 && (found[row, 1] + 1).magnitude < 1e-5)
    }
  }

  @Test("of KALE are −n times its gradient, and it is positive", arguments: [1e-2, 0.1, 10])
  func kale(regularization: Double) throws {
    let (x, y) = (Self.cloud(9, 2, seed: 12), Self.cloud(14, 2, seed: 13, shift: 0.8))
    let field = try KALEField(
      target: y, kernel: .gaussian, bandwidths: .lengths([0.9]), regularization: regularization)
    let found = try field.solve(at: x, of: x)
    #expect(found.value > 0)
    let expected = try Self.differences(of: { try field.solve(at: $0, of: $0).value }, at: x)
    Self.expectNear(found.velocity.elements, expected, within: 1e-5)
    // A start elsewhere finds the same maximum.
    let again = try field.solve(at: x, of: x, from: found.logWeights.map { $0 + 1 })
    Self.expectNear(again.velocity.elements, found.velocity.elements, within: 1e-6)
  }

  @Test("of KALE become those of ½ MMD² as its penalty grows")
  func kaleLimit() throws {
    let (x, y) = (Self.cloud(9, 2, seed: 12), Self.cloud(80, 2, seed: 13, shift: 0.8))
    let witness = try WitnessField(target: y, kernel: .laplace, bandwidths: .lengths([1.3]))
      .velocity(at: x, of: x)
    let kale = try KALEField(
      target: y, kernel: .laplace, bandwidths: .lengths([1.3]), regularization: 1e8
    ).solve(at: x, of: x)
    Self.expectNear(kale.velocity.elements, witness.elements, within: 1e-6)
    let mmd = try MMD(
      target: y, kernel: .laplace, bandwidths: .lengths([1.3]), estimator: .biased
    ).evaluate(x).value
    #expect((kale.value / (0.5 * mmd) - 1).magnitude < 1e-5)
  }

  @Test("of Stein's method are the sum of its definition, with the median of all n² pairs")
  func stein() throws {
    let x = Self.cloud(6, 2, seed: 14)
    let scores = Self.cloud(6, 2, seed: 15)
    func square(_ i: Int, _ j: Int) -> Double {
      zip(x[row: i], x[row: j]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let squares = (0..<36).map { square($0 / 6, $0 % 6) }.sorted()
    let h2 = 0.5 * (0.5 * (squares[17] + squares[18])) / log(7.0)
    let found = try SteinField.velocity(of: x, scores: scores, bandwidth: .median)
    for i in 0..<6 {
      for c in 0..<2 {
        let sum = (0..<6).reduce(0.0) { sum, j in
          let k = exp(-0.5 * square(i, j) / h2)
          return sum + k * scores[j, c] + k * (x[i, c] - x[j, c]) / h2
        }
        #expect((found[i, c] - sum / 6).magnitude < 1e-12)
      }
    }
  }

  @Test("of an estimated density are its gradient, also far from every point")
  func density() throws {
    let y = Self.cloud(70, 2, seed: 16)
    var x = Self.cloud(5, 2, seed: 17)
    (x[4, 0], x[4, 1]) = (40, -30)
    let found = DensityScore(estimatedFrom: y, at: x, width: 0.4)
    for row in 0..<5 {
      for column in 0..<2 {
        func log(_ h: Double) -> Double {
          var moved = x
          moved[row, column] += h
          return DensityScore(estimatedFrom: y, at: moved, width: 0.4).logDensity[row]
        }
        let difference = (log(1e-5) - log(-1e-5)) / 2e-5
        #expect(
          (found.score[row, column] - difference).magnitude < 1e-5 * (1 + difference.magnitude))
      }
    }
  }
}
