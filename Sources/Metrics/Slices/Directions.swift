internal import CKernels
internal import Glibc
import Randomness

/// Unit vectors that stand for all directions of a space; the same in every run.
struct Directions: Sendable {
  let count: Int
  /// The vectors, one after the other.
  let elements: [Double]
  /// How they were chosen, in words.
  let kind: String

  /// About `count` directions of the space: one on the line, as many as asked for in the plane, and
  /// above it the next multiple of the dimension, since a part of an orthonormal block would look
  /// at some directions and not at others.
  init(count: Int, dimension: Int) {
    switch dimension {
    case 1:
      self.count = 1
      elements = [1]
      kind = "the line itself"
    case 2:
      self.count = count
      elements = (0..<count).flatMap {
        let angle = Double.pi * (Double($0) + 0.5) / Double(count)
        return [cos(angle), sin(angle)]
      }
      kind = "equispaced angles pi (k + 1/2) / directions"
    default:
      var stream = RandomStream(seed: 0, purpose: "sliced-wasserstein-directions")
      let blocks = (count + dimension - 1) / dimension
      self.count = blocks * dimension
      elements = (0..<blocks).flatMap { _ in
        // The Q of a matrix of normal numbers is uniform on the rotations and reflections.
        var block = (0..<dimension * dimension).map { _ in stream.normal() }
        unsafe gfk_orthonormalise(&block, dimension, dimension)
        return block
      }
      kind = "orthonormal blocks from a fixed seed"
    }
  }

  /// Independent directions, each uniform on the sphere.
  init(count: Int, dimension: Int, from stream: inout RandomStream) {
    self.count = count
    elements = (0..<count).flatMap { _ in
      let vector = (0..<dimension).map { _ in stream.normal() }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return vector.map { $0 / length }
    }
    kind = "independent and uniform"
  }
}
