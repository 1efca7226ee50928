internal import Glibc
import Randomness

/// Unit vectors that stand for all directions of a space; the same in every run.
struct Directions: Sendable {
  let vectors: [[Double]]
  /// How they were chosen, in words.
  let kind: String

  /// About `count` directions of the space: one on the line, as many as asked for in the plane, and
  /// above it the next multiple of the dimension, since a part of an orthonormal block would look
  /// at some directions and not at others.
  init(count: Int, dimension: Int) {
    switch dimension {
    case 1:
      vectors = [[1]]
      kind = "the line itself"
    case 2:
      vectors = (0..<count).map {
        let angle = Double.pi * (Double($0) + 0.5) / Double(count)
        return [cos(angle), sin(angle)]
      }
      kind = "equispaced angles pi (k + 1/2) / directions"
    default:
      var stream = RandomStream(seed: 0, purpose: "sliced-wasserstein-directions")
      var vectors: [[Double]] = []
      while vectors.count < count {
        vectors += Self.orthonormalVectors(dimension, dimension: dimension, using: &stream)
      }
      self.vectors = vectors
      kind = "orthonormal blocks from a fixed seed"
    }
  }

  /// Orthonormalises normal vectors one after the other (Gram and Schmidt, twice against rounding).
  private static func orthonormalVectors(
    _ count: Int, dimension: Int, using stream: inout RandomStream
  ) -> [[Double]] {
    var basis: [[Double]] = []
    while basis.count < count {
      var vector = (0..<dimension).map { _ in stream.normal() }
      for _ in 0..<2 {
        for other in basis {
          let component = zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 }
          for index in vector.indices { vector[index] -= component * other[index] }
        }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for index in vector.indices { vector[index] /= length }
      }
      basis.append(vector)
    }
    return basis
  }
}
