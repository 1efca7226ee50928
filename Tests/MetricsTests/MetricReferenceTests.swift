import Arrays
import Foundation
import Metrics
import Testing

/// Clouds, and their metrics by NumPy, SciPy and POT, as scripts/dump_metric_reference.py wrote them.
struct MetricReference: Decodable, CustomTestStringConvertible {
  let kind: String
  let samples: Int
  let targets: Int
  let dimension: Int
  let values: [String: Double]

  var testDescription: String { "\(kind), \(samples) × \(targets) in dimension \(dimension)" }

  static func all() throws -> [(reference: Self, samples: Matrix<Double>, target: Matrix<Double>)] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let listing = try JSONDecoder().decode(
      [Self].self, from: Data(contentsOf: folder.appending(path: "metrics.json")))
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "metric-clouds.f32")))
    var offset = 0
    func next(_ count: Int, _ dimension: Int) -> Matrix<Double> {
      let elements = (0..<count * dimension).map { index in
        Double(
          Float(
            bitPattern: (0..<4).reduce(UInt32(0)) {
              $0 | UInt32(bytes[offset + 4 * index + $1]) << UInt32(8 * $1)
            }))
      }
      offset += 4 * elements.count
      return Matrix(rows: count, columns: dimension, elements: elements)
    }
    return listing.map {
      ($0, next($0.samples, $0.dimension), next($0.targets, $0.dimension))
    }
  }

  /// The metrics that the values belong to, by the names of the reference.
  func metrics(_ target: Matrix<Double>) throws -> [(name: String, metric: any Metric)] {
    let median = try #require(values["median"])
    var metrics: [(String, any Metric)] = [("frechet2", try FrechetDistance(target: target))]
    for estimator in PairEstimator.allCases {
      for (name, kernel) in [
        ("gaussian", Kernel.gaussian), ("mixture", .mixture), ("laplace", .laplace),
        ("rational-quadratic", .rationalQuadratic(exponents: Kernel.usualExponents)),
        ("energy", .energy),
      ] {
        metrics.append(
          (
            "mmd2 \(name) \(estimator)",
            try MMD(target: target, kernel: kernel, estimator: estimator)
          ))
      }
      metrics.append(
        (
          "mmd2 gaussian-lengths \(estimator)",
          try MMD(target: target, bandwidths: .lengths([0.7, 2]), estimator: estimator)
        ))
      metrics.append(
        ("mmd2 energy \(estimator)", try EnergyDistance(target: target, estimator: estimator)))
    }
    metrics.append(("sw1", try SlicedWasserstein(target: target, exponent: .one)))
    metrics.append(("sw2", try SlicedWasserstein(target: target)))
    metrics.append(("max_sw2", try MaxSlicedWasserstein(target: target)))
    for exponent in ExactTransport.Exponent.allCases {
      metrics.append(
        (
          "sinkhorn \(exponent.rawValue)",
          try SinkhornDivergence(target: target, exponent: exponent, blur: .length(0.5 * median))
        ))
    }
    let width = DensityBandwidth.length(0.3 * median)
    metrics.append(("jsd", try JensenShannon(target: target, bandwidth: width)))
    metrics.append(("kl", try KullbackLeibler(target: target, bandwidth: width)))
    for aspect in Support.Aspect.allCases {
      for k in [3, 5] {
        metrics.append(
          (
            "\(aspect.rawValue) \(k)",
            try Support(target: target, aspect: aspect, neighbours: k)
          ))
      }
    }
    metrics.append(("nn_accuracy", try NeighbourAccuracy(target: target)))
    return metrics
  }
}

@Suite("Metrics beside NumPy, SciPy and POT")
struct MetricReferenceTests {
  @Test("agree", arguments: try MetricReference.all().indices)
  func agree(_ index: Int) throws {
    let (reference, samples, target) = try MetricReference.all()[index]
    var compared: Set<String> = ["median"]
    for (name, metric) in try reference.metrics(target) where reference.values[name] != nil {
      let found = try metric.evaluate(samples, classes: nil)
      for (quantity, value) in zip(metric.quantities, found) {
        // The names of the reference tell metrics of one number apart by their options.
        let key = metric.quantities.count == 1 ? name : quantity.name
        guard let expected = reference.values[key] else { continue }
        let tolerance = Self.tolerance(key, expected, dimension: reference.dimension)
        #expect(
          abs(value.value - expected) <= tolerance,
          "\(key): \(value.value) for \(expected) in \(reference.testDescription)")
        compared.insert(key)
      }
    }
    #expect(compared == Set(reference.values.keys))
  }

  /// What rounding leaves of two right answers.
  ///
  /// Kernel sums cancel from about 1. The reference of the max-sliced distance is a grid, Sinkhorn stops
  /// at 10⁻⁶ ε, the Fréchet reference takes matrix roots of what may have no full rank.
  private static func tolerance(_ name: String, _ expected: Double, dimension: Int) -> Double {
    let size = abs(expected)
    if name.hasPrefix("sinkhorn") { return 2e-6 * max(size, 1) }
    if name == "max_sw2" { return 1e-6 * size }
    if name == "frechet2" { return dimension > 2 ? 1e-6 * size : 1e-9 * size }
    return 1e-11 * max(size, 1)
  }
}
