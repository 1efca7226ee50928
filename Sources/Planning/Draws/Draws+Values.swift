internal import Glibc
internal import Randomness
internal import Specification
internal import YAML

extension Sweep.Axis {
  /// The values of the axis, those of a design drawn.
  var nodes: [Node] {
    switch values {
    case .list(let nodes): nodes
    case .draws(let draws): draws.nodes(for: path)
    }
  }
}

extension Sweep.Draws {
  /// The values of `path`: the quantiles of the distribution at the coordinates of the design.
  func nodes(for path: Path) -> [Node] {
    coordinates(for: path).map { distribution.node(at: $0, place: place) }
  }

  /// The coordinates of the values of `path`, each in the open interval (0, 1).
  ///
  /// Random ones depend on the seed, the path and their index; those of a Sobol sequence on the
  /// dimension as well; those of a Latin hypercube on the count as well.
  func coordinates(for path: Path) -> [Double] {
    let purpose = RandomStream.Purpose("sweep/\(design.rawValue)/\(path.text)")
    switch design {
    case .random:
      return (0..<count).map { index in
        var stream = RandomStream(seed: seed, purpose: purpose, iteration: index)
        return stream.uniform()
      }
    case .sobol:
      let sequence = SobolSequence(dimension: min(dimension, SobolSequence.maximumDimension - 1))
      var stream = RandomStream(seed: seed, purpose: purpose)
      let key = stream.next()
      return (0..<count).map { index in
        let plain = sequence[index]
        let point = isScrambled ? SobolSequence.scrambled(plain, key: key) : plain
        return (Double(point) + 0.5) * 0x1p-32
      }
    case .latinHypercube:
      var stream = RandomStream(seed: seed, purpose: purpose)
      let strata = stream.permutation(of: count)
      return strata.enumerated().map { index, stratum in
        var jitter = RandomStream(seed: seed, purpose: purpose, iteration: index + 1)
        return min((Double(stratum) + jitter.uniform()) / Double(count), 1 - 0x1p-53)
      }
    }
  }
}

extension Sweep.Distribution {
  /// The significant digits of a drawn number: the last bits of a logarithm differ between processors,
  /// and no run may.
  private static let digits = 12

  /// The quantile at `u` of (0, 1), as a node that was written at `place`.
  func node(at u: Double, place: SourceLocation) -> Node {
    switch self {
    case .uniform(let low, let high):
      return number(low + u * (high - low), in: low...high, place)
    case .logUniform(let low, let high):
      let (first, last) = (log(low), log(high))
      return number(exp(first + u * (last - first)), in: low...high, place)
    case .normal(let mean, let deviation):
      return number(mean + deviation * NormalQuantile.value(at: u), in: nil, place)
    case .logNormal(let median, let deviation):
      let size = exp(deviation * NormalQuantile.value(at: u))
      return number(median * size, in: nil, place)
    case .integers(let first, let last):
      let count = Double(last - first + 1)
      return Node(.integer(min(first + Int((u * count).rounded(.down)), last)), at: place)
    case .choice(let nodes):
      return nodes[min(Int((u * Double(nodes.count)).rounded(.down)), nodes.count - 1)]
    }
  }

  private func number(
    _ value: Double, in range: ClosedRange<Double>?, _ place: SourceLocation
  ) -> Node {
    var value = min(
      max(value, -Double.greatestFiniteMagnitude), Double.greatestFiniteMagnitude)
    value = NumberText.rounded(value, digits: Sweep.Distribution.digits)
    if let range { value = min(max(value, range.lowerBound), range.upperBound) }
    return Node(.number(value), at: place)
  }
}
