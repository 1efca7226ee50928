/// Neighbouring steps that are carried out together: a few rows of all of them, then the next rows.
///
/// What one step leaves is then still in the first cache when the next one reads it, and what only
/// the block needs has room for those few rows. The result is the same to the last bit: every
/// row is treated by itself, and a sum over rows takes them in the same order.
struct Block {
  /// The steps, as positions in the program.
  let steps: Range<Int>
  /// The number of rows at a time; nil for a single step, which is carried out whole.
  let tile: Int?

  /// Elements of one operand in a tile: a few such operands fit the first cache.
  private static let tileElements = 2048
  /// Sums over rows take four at a time.
  private static let tileMultiple = 4

  /// Joins steps wherever that pays and changes no value.
  ///
  /// What stands between steps of one block and needs nothing from it is moved before it.
  ///
  /// - Parameter steps: the program, which is reordered.
  /// - Returns: the blocks, in order; together all of the program.
  static func blocks(of steps: inout [Step]) -> [Block] {
    var ordered: [Step] = []
    var blocks: [Block] = []
    var open: [Step] = []
    // The slots the open block writes, each with its elements per row.
    var written: [Int: Int] = [:]
    func close() {
      blocks += joined(open, at: ordered.count)
      ordered += open
      (open, written) = ([], [:])
    }
    for step in steps {
      if let first = open.first, !canJoin(step, after: first, written) {
        if !(step.reads + [step.y]).contains(where: { written[$0] != nil }) {
          blocks += joined([step], at: ordered.count)
          ordered.append(step)
          continue
        }
        close()
      }
      open.append(step)
      written[step.y] = step.rowStrides?.y.elements(columns: step.columns) ?? 0
    }
    close()
    steps = ordered
    return blocks
  }

  /// The block of `steps`, which will stand at `position`; one for each where joining does not pay.
  private static func joined(_ steps: [Step], at position: Int) -> [Block] {
    let range = position..<position + steps.count
    let widest = steps.reduce(1) { max($0, $1.columns) }
    let tile = max(tileElements / widest / tileMultiple, 1) * tileMultiple
    return range.count > 1 && tile < steps[0].rows
      ? [Block(steps: range, tile: tile)]
      : range.map { Block(steps: $0..<$0 + 1, tile: nil) }
  }

  /// Whether `step` may follow in the block that `first` began.
  private static func canJoin(_ step: Step, after first: Step, _ written: [Int: Int]) -> Bool {
    guard let strides = step.rowStrides, first.rowStrides != nil, step.rows == first.rows else {
      return false
    }
    return zip([step.a, step.b], [strides.a, strides.b]).allSatisfy { slot, stride in
      guard let slot, let elements = written[slot] else { return true }
      return elements > 0 && elements == stride.elements(columns: step.columns)
    }
  }
}
