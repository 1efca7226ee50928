import Arrays
import Distributions
import Glibc
import Randomness
import Testing

@Suite("A law with a density")
struct DensityTests {
  @Test("has total mass 1", arguments: PlaneLaw.allCases)
  func totalMass(_ kind: PlaneLaw) throws {
    let law = try kind.make()
    let cells = 480
    let width = 2 * PlaneLaw.halfSide / Double(cells)
    let nodes = (0..<cells).map { (Double($0) + 0.5) * width - PlaneLaw.halfSide }
    let points = Matrix(
      rows: cells * cells, columns: 2, elements: nodes.flatMap { x in nodes.flatMap { [x, $0] } })
    let mass = law.logDensity(at: points).reduce(0) { $0 + exp($1) } * width * width
    #expect(abs(mass - 1) < 1e-8)
  }

  @Test("has the gradient of its log-density as score", arguments: PlaneLaw.allCases)
  func score(_ kind: PlaneLaw) throws {
    let law = try kind.make()
    var draws = stream("score")
    let points = law.sample(count: 50, using: &draws).widened
    let scores = law.score(at: points)
    let h = 1e-5
    for column in 0..<2 {
      var (right, left) = (points, points)
      for row in 0..<points.rows {
        right[row, column] += h
        left[row, column] -= h
      }
      let differences = zip(law.logDensity(at: right), law.logDensity(at: left))
      for (row, values) in differences.enumerated() where values.0.isFinite && values.1.isFinite {
        let slope = (values.0 - values.1) / (2 * h)
        #expect(abs(scores[row, column] - slope) < 1e-5 * max(1, abs(slope)))
      }
    }
  }

  @Test("is what its samples follow: χ² over a grid of cells", arguments: PlaneLaw.allCases)
  func histogram(_ kind: PlaneLaw) throws {
    let law = try kind.make()
    let (cells, count, fine) = (24, 100_000, 20)
    let width = 2 * PlaneLaw.halfSide / Double(cells)
    func cell(_ x: Float) -> Int { Int(floor((Double(x) + PlaneLaw.halfSide) / width)) }
    var draws = stream("histogram")
    let samples = law.sample(count: count, using: &draws)
    var observed = [Double](repeating: 0, count: cells * cells)
    for row in 0..<count {
      observed[cell(samples[row, 0]) * cells + cell(samples[row, 1])] += 1
    }
    let nodes = (0..<cells * fine).map {
      (Double($0) + 0.5) * width / Double(fine) - PlaneLaw.halfSide
    }
    var expected = observed.map { _ in 0.0 }
    for (i, x) in nodes.enumerated() {
      let line = Matrix(rows: nodes.count, columns: 2, elements: nodes.flatMap { [x, $0] })
      for (j, value) in law.logDensity(at: line).enumerated() {
        expected[i / fine * cells + j / fine] +=
          exp(value) * Double(count) * width * width / Double(fine * fine)
      }
    }
    #expect(zip(observed, expected).allSatisfy { $1 > 1e-6 || $0 == 0 })
    var (statistic, degrees) = (0.0, -1.0)
    for (o, e) in zip(observed, expected) where e >= 5 {
      statistic += (o - e) * (o - e) / e
      degrees += 1
    }
    #expect(abs(statistic - degrees) < 5 * (2 * degrees).squareRoot())
  }

  @Test("knows the normal density in closed form")
  func gaussianValues() throws {
    let law = try Gaussian(mean: [1, 2], covariance: PlaneLaw.covariance)
    let point = Matrix<Double>(rows: 2, columns: 2, elements: [1, 2, 2, 4])
    let determinant = 0.5 * 0.4 - 0.3 * 0.3
    let peak = -log(2 * Double.pi) - 0.5 * log(determinant)
    let quadratic = (0.4 * 1 - 2 * 0.3 * 2 + 0.5 * 4) / determinant
    let values = law.logDensity(at: point)
    #expect(abs(values[0] - peak) < 1e-14)
    #expect(abs(values[1] - (peak - 0.5 * quadratic)) < 1e-13)
  }

  @Test("stays finite far from every mode")
  func farAway() throws {
    let law = try GaussianMixture.ring(modes: 8, radius: 1, deviation: 0.02)
    let far = Matrix<Double>(rows: 1, columns: 2, elements: [1e4, 0])
    #expect(law.logDensity(at: far)[0].isFinite)
    #expect(abs(law.score(at: far)[0, 0] + (1e4 - 1) / 0.0004) < 1e-3)
  }

  @Test("is −∞ with zero score outside its support")
  func outside() throws {
    let outside = Matrix<Double>(
      rows: 4, columns: 2, elements: [-2.1, 0, 0.5, -0.5, 0.5, 7, .nan, 0])
    let board = try Checkerboard(cells: 4, extent: 2)
    #expect(board.logDensity(at: outside).allSatisfy { $0 == -.infinity })
    #expect(board.score(at: outside).elements.allSatisfy { $0 == 0 })
    let box = try Uniform(low: [0], high: [1])
    let beside = Matrix<Double>(rows: 2, columns: 1, elements: [-0.1, 1.1])
    #expect(box.logDensity(at: beside).allSatisfy { $0 == -.infinity })
  }
}
