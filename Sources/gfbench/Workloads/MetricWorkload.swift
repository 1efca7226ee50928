import Arrays
import Benchmarking
import Metrics
import Randomness

/// A metric between two normal clouds, made anew and evaluated once a step.
enum MetricWorkload: String, CaseIterable {
  case mmdInThePlane = "mmd-2"
  case mmdOfImages = "mmd-784"
  case sliced
  case sinkhorn

  /// What is measured, in words.
  var title: String {
    switch self {
    case .mmdInThePlane: "MMD², 5 000 points in the plane, gaussian kernel, unbiased"
    case .mmdOfImages: "MMD², 5 000 points in dimension 784, gaussian kernel, unbiased"
    case .sliced: "sliced W₂, 10 000 points in the plane, 16 directions: an error of 1e-6"
    case .sinkhorn: "Sinkhorn divergence, 1 000 points in the plane, converged"
    }
  }

  /// Whom it is measured against.
  var peer: Peer {
    switch self {
    case .mmdInThePlane, .mmdOfImages: .numpy
    case .sliced, .sinkhorn: .pot
    }
  }

  /// How many times as long the peer is to take.
  var factor: Double {
    switch self {
    case .mmdInThePlane: 4
    case .mmdOfImages: 2
    case .sliced: 100
    case .sinkhorn: 10
    }
  }

  private var size: (count: Int, dimension: Int) {
    switch self {
    case .mmdInThePlane: (5000, 2)
    case .mmdOfImages: (5000, 784)
    case .sliced: (10_000, 2)
    case .sinkhorn: (1000, 2)
    }
  }

  /// A metric of this workload on a target; the peer's script has the same bandwidth.
  private func metric(_ target: Matrix<Double>) throws -> any ScalarMetric {
    switch self {
    case .mmdInThePlane, .mmdOfImages:
      try MMD(target: target, bandwidths: .lengths([Double(size.dimension).squareRoot()]))
    case .sliced: try SlicedWasserstein(target: target, directions: 16)
    // The peer's ε is 0.05 times the median cost between the clouds, about 2.5.
    case .sinkhorn: try SinkhornDivergence(target: target, blur: .length(0.35))
    }
  }

  /// The workload as a contender.
  func contender(block: Double) -> Workload {
    Workload(name: "gfrun", side: "gfrun", block: block) {
      let samples = cloud(deviation: 1, shift: 0, seed: 0)
      let target = cloud(deviation: 0.7, shift: 1, seed: 1)
      return { steps in
        for _ in 0..<steps { _ = try metric(target).evaluate(samples) }
      }
    }
  }

  /// A normal cloud, shifted in its first and last coordinates.
  private func cloud(deviation: Double, shift: Double, seed: Int) -> Matrix<Double> {
    let (count, dimension) = size
    var stream = RandomStream(seed: seed, purpose: "benchmark-cloud")
    var cloud = Matrix(
      rows: count, columns: dimension,
      elements: (0..<count * dimension).map { _ in deviation * stream.normal() })
    for row in 0..<count {
      cloud[row, 0] += shift
      cloud[row, dimension - 1] += shift
    }
    return cloud
  }
}
