import Arrays
import Distributions
import Randomness
import Specification

/// Points of an Archimedean spiral in the plane, which ends at distance 1, with normal noise.
struct Spiral: Distribution {
  /// How often it goes round.
  let turns: Double
  /// The standard deviation of the noise.
  let noise: Double

  static let kind = Kind(
    "spiral", "An Archimedean spiral in the plane.",
    fields: [
      Field("turns", .number(.positive), .defaults(to: 2.0), "How often it goes round."),
      Field(
        "noise", .number(.nonNegative), .defaults(to: 0.02), "Standard deviation of the noise."),
    ]
  ).with {
    $0.formula = "√u · (cos t, sin t) + noise · N(0, I), t = 2π · turns · √u, u ~ U(0, 1)"
    $0.dimension = { _ in 2 }
  }

  var dimension: Int { 2 }

  func fill(_ samples: inout Matrix<Float>, using stream: inout RandomStream) {
    for row in 0..<samples.rows {
      let radius = stream.uniform().squareRoot()
      let (x, y) = unitVector(turns * radius)
      samples[row, 0] = Float(radius * x + noise * stream.normal())
      samples[row, 1] = Float(radius * y + noise * stream.normal())
    }
  }
}
