internal import CKernels

/// The density of a plan to the product of the weights, n·m·P, in single precision.
struct EntropicPlan {
  private let entries: [Float]
  private let rows: Int
  private let columns: Int
  private let stride: Int

  /// Entries [rows][stride] of which `columns` are the plan's.
  init(entries: [Float], rows: Int, columns: Int, stride: Int) {
    self.entries = entries
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  /// n m P Pᵀ v: what a potential on the sources does to itself by way of the targets.
  func backAndForth(_ values: [Double]) -> [Double] {
    // In the unit of the greatest value, so that single precision holds small ones too.
    let unit = values.reduce(0) { max($0, $1.magnitude) }
    guard unit > 0 else { return values }
    var down = values.map { Float($0 / unit) }
    var across = Array(repeating: Float(0), count: stride)
    unsafe gfk_plan_across(entries, rows, stride, down, &across)
    unsafe gfk_plan_down(entries, rows, stride, across, &down)
    let scale = unit / (Double(rows) * Double(columns))
    return down.map { scale * Double($0) }
  }
}
