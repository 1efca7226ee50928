import Arrays
import Metrics
import Randomness
import Testing

@Suite("The field of networks")
struct NetworkFieldTests {
  private static func draws(_ rows: Int, _ columns: Int, _ purpose: RandomStream.Purpose) -> Matrix<
    Double
  > {
    var stream = RandomStream(seed: 7, purpose: purpose)
    return Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in Double(stream.normal()) })
  }

  /// What a network answers, written down once more.
  private static func answer(_ z: ArraySlice<Double>, _ x: ArraySlice<Double>, hidden: Int)
    -> Double
  {
    let (z, x) = (Array(z), Array(x))
    var sum = 0.0
    for unit in 0..<hidden {
      var product = 0.0
      for (k, coordinate) in x.enumerated() { product += z[unit * x.count + k] * coordinate }
      sum += z[hidden * x.count + unit] * max(product, 0)
    }
    return exponential(-sum * sum / 4)
  }

  private static func exponential(_ x: Double) -> Double {
    // By its series at a small argument, squared again.
    var (term, sum) = (1.0, 1.0)
    for n in 1..<20 {
      term *= x / 1024 / Double(n)
      sum += term
    }
    for _ in 0..<10 { sum *= sum }
    return sum
  }

  @Test("has the answers of the networks", arguments: [(5, 3, 13), (2, 1, 8), (50, 3, 100)])
  func features(dimension: Int, hidden: Int, count: Int) {
    let networks = Self.draws(4, hidden * (dimension + 1), "networks")
    let inputs = Self.draws(count, dimension, "inputs")
    let field = NetworkField(weights: networks.columns, hidden: hidden, width: 2)
    let found = field.features(of: networks, at: inputs)
    for row in 0..<4 {
      for column in 0..<count {
        let expected = Self.answer(networks[row: row], inputs[row: column], hidden: hidden)
        #expect((found[row, column] - expected).magnitude < 1e-9)
      }
    }
  }

  @Test("is minus the gradient of half the squared MMD, times the number of students")
  func gradient() {
    let (dimension, hidden, students) = (4, 3, 5)
    let particles = Self.draws(students, hidden * (dimension + 1), "students")
    let teachers = Self.draws(2, particles.columns, "teachers")
    let inputs = Self.draws(21, dimension, "inputs")
    let field = NetworkField(weights: particles.columns, hidden: hidden, width: 2)
    func half(_ particles: Matrix<Double>) -> Double {
      let residual = field.residual(of: particles, from: teachers, at: inputs)
      return residual.reduce(0) { $0 + $1 * $1 } / Double(2 * inputs.rows)
    }
    let residual = field.residual(of: particles, from: teachers, at: inputs)
    let velocity = field.velocity(of: particles, residual: residual, at: inputs)
    for index in particles.elements.indices {
      var (above, below) = (particles, particles)
      above.elements[index] += 1e-5
      below.elements[index] -= 1e-5
      let slope = (half(above) - half(below)) / 2e-5
      let expected = -slope * Double(students)
      #expect((velocity.elements[index] - expected).magnitude < 1e-8 + 1e-5 * expected.magnitude)
    }
  }

  @Test("vanishes where students answer as their teachers")
  func rest() {
    let teachers = Self.draws(3, 12, "teachers")
    let inputs = Self.draws(16, 3, "inputs")
    let field = NetworkField(weights: 12, hidden: 3, width: 2)
    let residual = field.residual(of: teachers, from: teachers, at: inputs)
    #expect(residual.allSatisfy { $0 == 0 })
    let velocity = field.velocity(of: teachers, residual: residual, at: inputs)
    #expect(velocity.elements.allSatisfy { $0 == 0 })
  }
}
