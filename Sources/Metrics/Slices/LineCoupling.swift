internal import CKernels

/// The transport between points of equal weight on a line, both in ascending order, which is optimal
/// for every p ≥ 1: what comes first goes to what comes first.
struct LineCoupling {
  private let sources: Int
  private let targets: Int
  /// What a source has and a target wants, in the greatest unit that divides both.
  private let supply: Int
  private let demand: Int

  /// Between so many points, at least one each.
  init(sources: Int, targets: Int) {
    var (a, b) = (sources, targets)
    while b > 0 { (a, b) = (b, a % b) }
    self.sources = sources
    self.targets = targets
    supply = targets / a
    demand = sources / a
  }

  /// Calls `body` with the ranks of a source and a target and the amount that goes between them; a
  /// source sends `supply` in all.
  func forEach(_ body: (_ source: Int, _ target: Int, _ amount: Int) -> Void) {
    var (source, target, has, wants) = (0, 0, supply, demand)
    while source < sources, target < targets {
      let amount = min(has, wants)
      body(source, target, amount)
      (has, wants) = (has - amount, wants - amount)
      if has == 0 { (source, has) = (source + 1, supply) }
      if wants == 0 { (target, wants) = (target + 1, demand) }
    }
  }

  /// The mean of |a − b|ᵖ over the mass that goes from places `a` to places `b`, both ascending.
  func cost(
    _ a: ArraySlice<Double>, _ b: ArraySlice<Double>, _ exponent: ExactTransport.Exponent
  ) -> Double {
    guard sources == targets else {
      var sum = CompensatedSum()
      forEach { source, target, amount in
        let distance = (a[a.startIndex + source] - b[b.startIndex + target]).magnitude
        sum.add(Double(amount) * (exponent == .one ? distance : distance * distance))
      }
      return sum.value / (Double(sources) * Double(supply))
    }
    let sum = unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe gfk_cost_between(a.baseAddress, b.baseAddress, a.count, Int32(exponent.rawValue))
      }
    }
    return sum / Double(a.count)
  }
}
