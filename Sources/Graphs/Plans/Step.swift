/// One instruction before addresses are known: operands and result are slots.
struct Step {
  /// What it does.
  var opcode: Opcode
  /// The slot written.
  var y: Int
  /// The first slot read.
  var a: Int?
  /// The second slot read.
  var b: Int?
  /// Rows and columns of the result, or of the operand for a reduction.
  var rows: Int
  var columns: Int
  /// For a product: the inner extent, and which operands are transposed.
  var depth = 0
  var transposeA = false
  var transposeB = false
  /// For a product: whether it adds to what `y` holds.
  var accumulates = false
  /// The numbers some opcodes take: a factor or slope, and a summand.
  var scale: Float = 0
  var shift: Float = 0

  /// The slots read.
  var reads: [Int] {
    [a, b].compactMap { $0 } + (accumulates ? [y] : [])
  }
}

/// A value that needs room while a plan runs.
struct Slot {
  /// The number of floats.
  let count: Int
  /// Where the value lies if that is given from outside.
  var region: FloatRegion?
  /// The value of all its elements if it never changes.
  var constant: Double?
  /// The number of floats for which there is room, where only the rows at hand are kept.
  var tile: Int?
  /// Where the value lies in the workspace, or among the tiles, once assigned.
  var offset: Int?

  /// Whether the workspace may give its room to something else after the last use.
  var isTransient: Bool { region == nil && constant == nil }
}
