import Arrays
import Randomness

/// Fills the rows with (place + noise · N(0, I)) / scale, where `place` draws a point of a plane curve.
///
/// All places are drawn before the noise, so that the noise is one bulk fill.
func fillCurve(
  _ samples: inout Matrix<Float>, noise: Double, scale: Double, using stream: inout RandomStream,
  place: (inout RandomStream) -> (x: Double, y: Double)
) {
  precondition(samples.columns == 2, "samples need two columns")
  let places = (0..<samples.rows).map { _ in place(&stream) }
  stream.fillNormal(&samples.elements)
  for (row, point) in places.enumerated() {
    samples[row, 0] = Float((point.x + noise * Double(samples[row, 0])) / scale)
    samples[row, 1] = Float((point.y + noise * Double(samples[row, 1])) / scale)
  }
}
