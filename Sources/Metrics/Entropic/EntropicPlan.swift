internal import CKernels

/// The density of a plan P to the product of the weights, Pᵢⱼ / (aᵢ bⱼ), in single precision.
struct EntropicPlan {
  private let entries: [Float]
  private let x: EntropicMeasure
  private let y: EntropicMeasure
  private let stride: Int

  /// Entries [x.count][stride], of which y.count are the plan's.
  init(entries: [Float], _ x: EntropicMeasure, _ y: EntropicMeasure, stride: Int) {
    self.entries = entries
    self.x = x
    self.y = y
    self.stride = stride
  }

  /// diag(1/a) P diag(1/b) Pᵀ v: what a potential on the sources does to itself by way of the targets.
  func backAndForth(_ values: [Double]) -> [Double] {
    // In the unit of the greatest value, so that single precision holds small ones too.
    let unit = values.reduce(0) { max($0, $1.magnitude) }
    guard unit > 0 else { return values }
    var down = x.weighted(values.map { $0 / unit }).map { Float($0) }
    var across = Array(repeating: Float(0), count: stride)
    unsafe gfk_plan_across(entries, x.count, stride, down, &across)
    if let shares = y.shares {
      for (column, share) in shares.enumerated() {
        across[column] *= Float(Double(y.count) * share)
      }
    }
    unsafe gfk_plan_down(entries, x.count, stride, across, &down)
    let scale = unit / (Double(x.count) * Double(y.count))
    return down.map { scale * Double($0) }
  }
}
