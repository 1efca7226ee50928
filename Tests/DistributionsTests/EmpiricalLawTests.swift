import Arrays
import Distributions
import Randomness
import Testing

@Suite("The law of given points")
struct EmpiricalLawTests {
  @Test("draws them all, equally often, scaled and shifted")
  func draws() {
    let points = Matrix(rows: 5, columns: 2, elements: (0..<10).map(Double.init))
    let law = EmpiricalLaw(points, scale: 2, shift: -1)
    #expect(law.dimension == 2)
    var draws = stream("empirical")
    let count = 20_000
    let samples = law.sample(count: count, using: &draws)
    var counts = [Int](repeating: 0, count: 5)
    for row in 0..<count {
      let index = Int((samples[row, 0] + 1) / 4)
      #expect(samples[row, 0] == Float(4 * index - 1) && samples[row, 1] == Float(4 * index + 1))
      counts[index] += 1
    }
    let expected = Double(count) / 5
    let statistic = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) }
    // The 99.9 % point of χ² with 4 degrees of freedom.
    #expect(statistic / expected < 18.47)
  }

  @Test("draws the same from the same stream, and any one point always")
  func repeats() {
    let law = EmpiricalLaw(Matrix(rows: 3, columns: 1, elements: [1, 2, 3]))
    var (one, two) = (stream("empirical"), stream("empirical"))
    #expect(law.sample(count: 50, using: &one) == law.sample(count: 50, using: &two))
    let single = EmpiricalLaw(Matrix(rows: 1, columns: 2, elements: [7, 8]))
    #expect(single.sample(count: 2, using: &one).elements == [7, 8, 7, 8])
  }
}
