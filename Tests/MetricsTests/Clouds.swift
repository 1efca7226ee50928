import Arrays
import Foundation
import Metrics
import Randomness

/// Clouds of points that tests are made of.
enum Clouds {
  static func normal(
    _ count: Int, _ dimension: Int, seed: Int = 0, deviation: Double = 1, at centre: Double = 0
  ) -> Matrix<Double> {
    var stream = RandomStream(seed: seed, purpose: "test-cloud")
    return Matrix(
      rows: count, columns: dimension,
      elements: (0..<count * dimension).map { _ in centre + deviation * stream.normal() })
  }

  /// Normal laws of the given deviation about places on a circle of radius 2.
  static func ring(_ modes: [Int], of total: Int, count: Int, seed: Int) -> Matrix<Double> {
    var stream = RandomStream(seed: seed, purpose: "test-ring")
    var cloud = Matrix<Double>(rows: count, columns: 2, repeating: 0)
    for row in 0..<count {
      let angle = 2 * Double.pi * Double(modes[stream.index(below: modes.count)]) / Double(total)
      cloud[row, 0] = 2 * cos(angle) + 0.05 * stream.normal()
      cloud[row, 1] = 2 * sin(angle) + 0.05 * stream.normal()
    }
    return cloud
  }

  /// Points with whole-number coordinates below `side`: many coincide and nearly all costs are tied.
  static func lattice(_ count: Int, side: Int, dimension: Int = 2, seed: Int) -> Matrix<Double> {
    var stream = RandomStream(seed: seed, purpose: "test-lattice")
    return Matrix(
      rows: count, columns: dimension,
      elements: (0..<count * dimension).map { _ in Double(stream.index(below: side)) })
  }
}

extension Matrix where Element == Double {
  /// Every point x becomes `change(x)`.
  func mapRows(_ change: ([Double]) -> [Double]) -> Matrix<Double> {
    let rows = (0..<self.rows).map { change(Array(self[row: $0])) }
    return Matrix(
      rows: rows.count, columns: rows.first?.count ?? columns, elements: Array(rows.joined()))
  }

  func permuted(_ order: [Int]) -> Matrix<Double> {
    Matrix(rows: order.count, columns: columns, elements: order.flatMap { Array(self[row: $0]) })
  }

  /// The same cloud with its coordinates rounded to single precision, as samples of a run are.
  var narrowed: Matrix<Double> {
    Matrix<Double>(
      rows: rows, columns: columns, elements: elements.map { Double(Float($0)) })
  }
}

/// The distance |x − y|ᵖ.
func cost(_ x: ArraySlice<Double>, _ y: ArraySlice<Double>, _ p: Int) -> Double {
  let square = zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  return p == 1 ? square.squareRoot() : square
}

func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  abs(a - b) <= tolerance * max(abs(a), abs(b))
}
