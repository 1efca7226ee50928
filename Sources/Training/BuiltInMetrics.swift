import Metrics
import Specification

extension Registry {
  /// Registers the metrics of the built-in language.
  public mutating func registerBuiltInMetrics() {
    register(metric: "w1") { try Wasserstein(target: $1, exponent: .one) }
    register(metric: "w2") { try Wasserstein(target: $1, exponent: .two) }
    register(metric: "sw2") {
      try SlicedWasserstein(target: $1, directions: $0["directions"].integer)
    }
    register(metric: "mmd2") { try MMD(target: $1, bandwidths: bandwidths($0["bandwidths"])) }
    register(metric: "energy-distance") { try EnergyDistance(target: $1) }
  }
}

private func bandwidths(_ value: Value) -> MMD.Bandwidths {
  if value.textOrNil == "median" { return .median }
  return .lengths(value.listOrNil?.map(\.number) ?? [value.number])
}
