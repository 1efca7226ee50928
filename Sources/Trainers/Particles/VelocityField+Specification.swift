import Metrics
import Specification
import Training

/// The velocity field that a resolved specification asks for.
func makeVelocityField(_ run: Run) -> any VelocityField {
  let flow = run.specification["flow"]
  if run.flow != nil { return potentialField(run) }
  switch flow.kind {
  case "mmd":
    return KernelVelocity(run, kernel: Kernel(flow), bandwidths: MMD.Bandwidths(flow["bandwidths"]))
  case "network-mmd": return NetworkVelocity(run)
  case "energy":
    return flow["evaluation"].text == "sliced"
      ? SlicedVelocity(run, .energy)
      : KernelVelocity(run, kernel: .energy, bandwidths: .median)
  case "sliced-wasserstein": return SlicedVelocity(run, .wasserstein)
  case "sinkhorn": return SinkhornVelocity(run)
  case "kale":
    return KALEVelocity(run, kernel: Kernel(flow), bandwidths: MMD.Bandwidths(flow["bandwidths"]))
  case "svgd": return SteinVelocity(run)
  case "langevin": return LangevinVelocity(run)
  default: undeclared(flow.kind)
  }
}

/// The velocity of a flow with a potential, from wherever the potential comes.
private func potentialField(_ run: Run) -> any VelocityField {
  let potential = run.specification["potential"]
  switch potential.kind {
  case "mlp": return LearnedVelocity(run)
  case "exact-transport": return ExactTransportVelocity(run)
  case "kde-ratio":
    return RatioVelocity(run, .kernel(width: potential["bandwidth"].numberOrNil))
  case "gaussian-ratio": return RatioVelocity(run, .moments)
  default: undeclared(potential.kind)
  }
}

extension Kernel {
  /// The kernel under the keys `kernel` and `exponents`.
  fileprivate init(_ value: Value) {
    switch value["kernel"].text {
    case "gaussian": self = .gaussian
    case "mixture": self = .mixture
    case "rational-quadratic":
      self = .rationalQuadratic(
        exponents: value["exponents"].listOrNil?.map(\.number) ?? Kernel.usualExponents)
    case "laplace": self = .laplace
    case "energy": self = .energy
    case let kernel: undeclared(kernel)
    }
  }
}

extension MMD.Bandwidths {
  /// `median`, a length or several.
  fileprivate init(_ value: Value) {
    if value.textOrNil == "median" {
      self = .median
    } else {
      self = .lengths(value.listOrNil?.map(\.number) ?? [value.number])
    }
  }
}
