internal import CKernels

/// A function of the distance r between two points whose values are averaged over pairs.
enum PairFunction: Sendable {
  /// r.
  case distance
  /// The mean of exp(−r² / (2 s²)) over the bandwidths s.
  case gaussian(bandwidths: [Double])
  /// The mean of exp(−r / s) over the bandwidths s.
  case laplace(bandwidths: [Double])
  /// The mean of (1 + r² / (2 a s²))^(−a) over the bandwidths s and the exponents a.
  case rationalQuadratic(bandwidths: [Double], exponents: [Double])

  /// The value at distance 0.
  var atZero: Double {
    if case .distance = self { 0 } else { 1 }
  }

  /// What sums are multiplied by that were taken by `withC` over lengths in `unit`.
  func scale(unit: Double) -> Double {
    switch self {
    case .distance: unit
    case .gaussian(let bandwidths), .laplace(let bandwidths): 1 / Double(bandwidths.count)
    case .rationalQuadratic(let bandwidths, let exponents):
      1 / Double(bandwidths.count * exponents.count)
    }
  }

  /// Calls `body` with the function as the kernels take it, for lengths in `unit`.
  func withC(unit: Double, _ body: (gfk_pair_function) -> Void) {
    let shape: gfk_pair_shape
    var rates: [Double] = []
    var powers: [Double] = []
    // Divided one after the other, since the square of a length may be out of range.
    switch self {
    case .distance: shape = GFK_PAIR_DISTANCE
    case .gaussian(let bandwidths):
      shape = GFK_PAIR_GAUSSIAN
      rates = bandwidths.map { 0.5 / ($0 / unit) / ($0 / unit) }
    case .laplace(let bandwidths):
      shape = GFK_PAIR_LAPLACE
      rates = bandwidths.map { 1 / ($0 / unit) }
    case .rationalQuadratic(let bandwidths, let exponents):
      shape = GFK_PAIR_RATIONAL
      for bandwidth in bandwidths {
        for exponent in exponents {
          rates.append(0.5 / exponent / (bandwidth / unit) / (bandwidth / unit))
          powers.append(exponent)
        }
      }
    }
    unsafe rates.withUnsafeBufferPointer { rates in
      unsafe powers.withUnsafeBufferPointer { powers in
        let function = unsafe gfk_pair_function(
          shape: shape, terms: rates.count, rates: rates.baseAddress,
          exponents: powers.baseAddress)
        unsafe body(function)
      }
    }
  }
}
