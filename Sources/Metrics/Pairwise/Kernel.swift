/// A positive definite function of the distance r between two points, with bandwidths s in the units
/// of the points; of several bandwidths the mean is taken.
public enum Kernel: Sendable, Equatable {
  /// exp(−r² / (2 s²)).
  case gaussian
  /// The mean of the gaussian kernels with s/4, s/2, s, 2s and 4s.
  case mixture
  /// The mean of (1 + r² / (2 a s²))^(−a) over the exponents a: its heavy tails tell clouds apart that
  /// are far from each other.
  case rationalQuadratic(exponents: [Double])
  /// exp(−r / s).
  case laplace
  /// −r, which has no bandwidth; the squared discrepancy is the energy distance.
  case energy

  /// The exponents of the rational quadratic kernel where none are given, from Bińkowski and others.
  public static let usualExponents = [0.2, 0.5, 1, 2, 5]

  /// The multiples of a bandwidth that the mixture takes.
  static let mixtureFactors = [4, 2, 1, 0.5, 0.25]

  /// Whether it has bandwidths.
  var hasBandwidth: Bool { self != .energy }

  /// The function summed over pairs, and whether the kernel is minus it.
  func function(bandwidths: [Double]) -> (PairFunction, isNegative: Bool) {
    switch self {
    case .gaussian, .mixture: (.gaussian(bandwidths: bandwidths), false)
    case .rationalQuadratic(let exponents):
      (.rationalQuadratic(bandwidths: bandwidths, exponents: exponents), false)
    case .laplace: (.laplace(bandwidths: bandwidths), false)
    case .energy: (.distance, true)
    }
  }

  /// In words, for a result file.
  var words: String {
    switch self {
    case .gaussian: "gaussian, mean over bandwidths"
    case .mixture: "gaussian, mean over bandwidths that are multiples of one"
    case .rationalQuadratic: "rational quadratic, mean over bandwidths and exponents"
    case .laplace: "laplace, mean over bandwidths"
    case .energy: "minus the distance"
    }
  }
}
