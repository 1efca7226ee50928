import Arrays
import Distributions
import Glibc
import Testing

@Suite("An affine image of a Gaussian")
struct GaussianImageTests {
  private static func matrix(_ rows: [[Double]]) -> Matrix<Double> {
    Matrix(rows: rows.count, columns: rows[0].count, elements: rows.flatMap { $0 })
  }

  private static let target = Result {
    try Gaussian(mean: [0, 0], covariance: matrix([[1, 0.8], [0.8, 0.89]]))
  }

  @Test("has the inverse and the determinant of its matrix")
  func factors() throws {
    // The first pivot is 0, so that rows must be exchanged; det = 2 (expansion along the first row).
    let a = Self.matrix([[0, 2, 1], [1, 1, 0], [3, 0, -2.5]])
    let factors = try #require(TriangularFactors(a))
    #expect(abs(factors.logDeterminant - log(2)) < 1e-14)
    let inverse = factors.inverse
    for row in 0..<3 {
      for column in 0..<3 {
        let product = (0..<3).reduce(0) { $0 + a[row, $1] * inverse[$1, column] }
        #expect(abs(product - (row == column ? 1 : 0)) < 1e-14)
      }
    }
    #expect(TriangularFactors(Self.matrix([[1, 2], [2, 4]])) == nil)
    #expect(TriangularFactors(Self.matrix([[1, .nan], [0, 1]])) == nil)
  }

  /// Laws that MonoFlow's notebooks recorded, with the closed form in numpy.
  @Test(
    "is as far from a Gaussian as numpy says of recorded laws",
    arguments: [
      ([1.0, 1], [1.0, 0, 1], 2.666852819440055),
      ([1.418, 1.433], [0.547, -0.477, 0.530], 4.437846008015993),
      ([1.391, 1.282], [0.532, -0.439, 0.611], 3.916535059120215),
      ([1.708, 0.793], [0.503, -0.544, 1.928], 7.112575295835537),
      ([1.492, 1.419], [0.117, -0.082, 0.096], 2.8851059808423583),
      ([0.037, -0.067], [1.047, 0.820, 0.868], 0.02298389647361453),
    ])
  func divergence(mean: [Double], covariance c: [Double], expected: Double) throws {
    // A factor of [[c0, c1], [c1, c2]], turned by 0.6 so that it is not triangular.
    let l = [c[0].squareRoot(), c[1] / c[0].squareRoot(), (c[2] - c[1] * c[1] / c[0]).squareRoot()]
    let (cosine, sine) = (cos(0.6), sin(0.6))
    let factor = Self.matrix([
      [l[0] * cosine, -l[0] * sine], [l[1] * cosine + l[2] * sine, l[2] * cosine - l[1] * sine],
    ])
    let image = GaussianImage(
      of: try .standard(dimension: 2), shift: mean, matrix: factor)
    let found = image.kullbackLeibler(to: try Self.target.get())
    #expect(abs(found - expected) < 1e-12)
  }

  @Test("is at distance 0 from the same law, at infinity where it is degenerate")
  func limits() throws {
    let target = try Self.target.get()
    let same = GaussianImage(
      of: try .standard(dimension: 2), shift: [0, 0], matrix: Self.matrix([[1, 0], [0.8, 0.5]]))
    #expect(abs(same.kullbackLeibler(to: target)) < 1e-14)
    let flat = GaussianImage(
      of: try .standard(dimension: 2), shift: [0, 0], matrix: Self.matrix([[1, 2], [0.5, 1]]))
    #expect(flat.kullbackLeibler(to: target) == .infinity)
    let none = GaussianImage(
      of: try .standard(dimension: 2), shift: [.nan, 0], matrix: Self.matrix([[1, 2], [0.5, 1]]))
    #expect(none.kullbackLeibler(to: target).isNaN)
  }

  @Test("takes the mean and the covariance of what it maps")
  func pushForward() throws {
    let law = try Gaussian(mean: [2, -1], covariance: Self.matrix([[2, 0.5], [0.5, 1]]))
    // A = [[1, 1], [0, 2]]: mean A m + s = (1.5, -1.5), covariance [[4, 3], [3, 4]].
    let image = GaussianImage(
      of: law, shift: [0.5, 0.5], matrix: Self.matrix([[1, 1], [0, 2]]))
    #expect(image.mean == [1.5, -1.5])
    let same = try Gaussian(mean: [1.5, -1.5], covariance: Self.matrix([[4, 3], [3, 4]]))
    #expect(abs(image.kullbackLeibler(to: same)) < 1e-14)
  }
}
