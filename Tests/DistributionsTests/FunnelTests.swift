import Arrays
import Distributions
import Foundation
import Randomness
import Testing

@Suite("Funnel")
struct FunnelTests {
  @Test("draws y as N(0, 1) and x / (scale eʸ) as N(0, 1), independent of y")
  func samples() throws {
    var draws = stream("funnel")
    var cloud = try Funnel(scale: 0.3).sample(count: 20_000, using: &draws)
    for row in 0..<cloud.rows { cloud[row, 0] /= 0.3 * exp(cloud[row, 1]) }
    let found = moments(cloud)
    // Five standard errors.
    #expect(found.mean.allSatisfy { $0.magnitude < 5 / 20_000.0.squareRoot() })
    for (entry, expected) in zip(found.covariance.elements, [1.0, 0, 0, 1]) {
      #expect((entry - expected).magnitude < 5 * (2 / 20_000.0).squareRoot())
    }
  }

  @Test("has a density that integrates to 1 over x at each y, and its gradient for a score")
  func density() throws {
    let funnel = try Funnel()
    for y in [-2.0, 0, 1.5] {
      let width = 0.1 * exp(y)
      let line = Matrix(
        rows: 2001, columns: 2,
        elements: (0...2000).flatMap { [(Double($0) - 1000) * 0.01 * width, y] })
      let mass = funnel.logDensity(at: line).reduce(0) { $0 + exp($1) } * 0.01 * width
      #expect((mass / (exp(-0.5 * y * y) / (2 * Double.pi).squareRoot()) - 1).magnitude < 1e-9)
      let point = Matrix(rows: 1, columns: 2, elements: [0.7 * width, y])
      let score = funnel.score(at: point)
      for column in 0..<2 {
        func log(_ h: Double) -> Double {
          var moved = point
          moved[0, column] += h
          return funnel.logDensity(at: moved)[0]
        }
        let h = 1e-5 * width
        let difference = (log(h) - log(-h)) / (2 * h)
        #expect((score[0, column] - difference).magnitude < 1e-5 * (1 + difference.magnitude))
      }
    }
  }
}
