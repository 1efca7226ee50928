import Foundation

/// The point of the unit circle after so many turns from (1, 0).
func unitVector(_ turns: Double) -> (x: Double, y: Double) {
  (cos(2 * .pi * turns), sin(2 * .pi * turns))
}
