import Metrics
import Specification

extension Registry {
  /// Registers the metrics of the built-in language.
  public mutating func registerBuiltInMetrics() {
    registerTransport()
    register(metric: "mmd2") {
      try MMD(
        target: $1.samples, kernel: kernel($0), bandwidths: bandwidths($0["bandwidths"]),
        estimator: estimator($0))
    }
    register(metric: "energy-distance") {
      try EnergyDistance(target: $1.samples, estimator: estimator($0))
    }
    register(metric: "frechet") { try FrechetDistance(target: $1.samples) }
    register(metric: "jsd") {
      try JensenShannon(
        target: $1.samples, bandwidth: densityBandwidth($0), density: density($0, $1))
    }
    register(metric: "kl") {
      try KullbackLeibler(
        target: $1.samples, bandwidth: densityBandwidth($0), density: density($0, $1))
    }
    for aspect in Support.Aspect.allCases {
      register(metric: aspect.rawValue) {
        try Support(
          target: $1.samples, aspect: aspect, neighbours: $0["neighbours"].integer)
      }
    }
    register(metric: "nn-accuracy") { try NeighbourAccuracy(target: $1.samples) }
    register(metric: "transfer-accuracy") {
      guard let classes = $1.classes else { throw RegistryError.unknownTrait("classes") }
      return try TransferAccuracy(target: $1.samples, classes: classes)
    }
    register(metric: "modes") {
      try ModeStatistics(
        target: $1.samples, modes: $1.modes, deviations: $0["deviations"].number,
        leastShare: $0["least-share"].number)
    }
  }

  private mutating func registerTransport() {
    register(metric: "w1") {
      try Wasserstein(target: $1.samples, weights: $1.weights, exponent: .one)
    }
    register(metric: "w2") {
      try Wasserstein(target: $1.samples, weights: $1.weights, exponent: .two)
    }
    register(metric: "sw1") {
      try SlicedWasserstein(
        target: $1.samples, exponent: .one, directions: $0["directions"].integer)
    }
    register(metric: "sw2") {
      try SlicedWasserstein(target: $1.samples, directions: $0["directions"].integer)
    }
    register(metric: "max-sw2") {
      try MaxSlicedWasserstein(target: $1.samples, directions: $0["directions"].integer)
    }
    register(metric: "sinkhorn-divergence") {
      try SinkhornDivergence(
        target: $1.samples, weights: $1.weights,
        exponent: $0["exponent"].integer == 1 ? .one : .two,
        blur: $0["blur"].numberOrNil.map { .length($0) } ?? .median)
    }
  }
}

private func bandwidths(_ value: Value) -> MMD.Bandwidths {
  if value.textOrNil == "median" { return .median }
  return .lengths(value.listOrNil?.map(\.number) ?? [value.number])
}

private func estimator(_ metric: Value) -> PairEstimator {
  metric["estimator"].text == "biased" ? .biased : .unbiased
}

private func kernel(_ metric: Value) throws -> Kernel {
  switch metric["kernel"].text {
  case "gaussian": .gaussian
  case "mixture": .mixture
  case "rational-quadratic":
    .rationalQuadratic(
      exponents: metric["exponents"].listOrNil?.map(\.number) ?? Kernel.usualExponents)
  case "laplace": .laplace
  case "energy": .energy
  case let kernel: throw RegistryError.unknownKind(kernel, of: "kernel")
  }
}

private func densityBandwidth(_ metric: Value) -> DensityBandwidth {
  let value = metric["bandwidth"]
  if let length = value.numberOrNil { return .length(length) }
  return value.text == "scott" ? .scott : .crossValidated
}

private func density(_ metric: Value, _ target: MetricTarget) throws -> TargetDensity? {
  metric["target-density"].text == "exact" ? try target.density : nil
}
