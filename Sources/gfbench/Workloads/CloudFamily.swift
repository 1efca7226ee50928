import ArgumentParser
import Arrays
import Foundation
import Randomness

/// Pairs of clouds that are hard for exact transport in different ways.
enum CloudFamily: String, CaseIterable, ExpressibleByArgument {
  /// Two normal laws of different width, √2 or more apart.
  case shift
  /// One normal law twice: the hardest to match.
  case same
  /// Eight narrow modes on a ring against five of them: a collapsed generator.
  case ring8
  /// The laws of `shift`, ten widths apart: all distances are nearly the same.
  case far
  /// Eight modes against one.
  case mode
  /// Points of a small lattice: nearly all costs are tied, many points coincide.
  case lattice

  /// A source and a target of `count` points each; always the same ones.
  func clouds(count: Int, dimension: Int) -> (source: Matrix<Double>, target: Matrix<Double>) {
    var stream = RandomStream(seed: 12345, purpose: "benchmark-clouds")
    func cloud(_ point: (Int, inout RandomStream) -> Double) -> Matrix<Double> {
      Matrix(
        rows: count, columns: dimension,
        elements: (0..<count * dimension).map { point($0 % dimension, &stream) })
    }
    func moved(by offset: Double) -> Matrix<Double> {
      cloud { axis, stream in
        0.7 * stream.normal() + (axis == 0 || axis == dimension - 1 ? offset : 0)
      }
    }
    func ring(_ modes: Int, _ deviation: Double) -> Matrix<Double> {
      Self.ring(modes, deviation, count: count, dimension: dimension, &stream)
    }
    let normal: (Int, inout RandomStream) -> Double = { $1.normal() }
    let whole: (Int, inout RandomStream) -> Double = { Double($1.index(below: 30)) }
    switch self {
    case .shift: return (cloud(normal), moved(by: 1))
    case .same: return (cloud(normal), cloud(normal))
    case .ring8: return (ring(8, 0.05), ring(5, 0.08))
    case .far: return (cloud(normal), moved(by: 10))
    case .mode: return (ring(8, 0.05), ring(1, 0.05))
    case .lattice: return (cloud(whole), cloud(whole))
    }
  }

  /// Normal laws about the first modes of eight on a circle of radius 2 in the first two axes.
  private static func ring(
    _ modes: Int, _ deviation: Double, count: Int, dimension: Int, _ stream: inout RandomStream
  ) -> Matrix<Double> {
    var cloud = Matrix<Double>(rows: count, columns: dimension, repeating: 0)
    for row in 0..<count {
      let angle = 2 * Double.pi * Double(stream.index(below: modes)) / 8
      for axis in 0..<dimension {
        let centre = axis == 0 ? 2 * cos(angle) : axis == 1 ? 2 * sin(angle) : 0
        cloud[row, axis] = centre + deviation * stream.normal()
      }
    }
    return cloud
  }
}
