/// One side of a contest: something that can make a block of the same steps again and again.
package protocol Contender: AnyObject {
  /// What it is called in tables: the peer's name, version and mode.
  var name: String { get }

  /// Whom it stands for: several modes of one peer have one side.
  var side: String { get }

  /// Gets everything ready and warm, so that `round()` measures steps alone.
  ///
  /// - Throws: what keeps it from taking part; the contest goes on without it.
  func prepare() throws

  /// Makes one block of steps.
  ///
  /// - Returns: CPU time per step in microseconds.
  /// - Throws: what keeps it from going on; the contest goes on without it.
  func round() throws -> Double

  /// Lets go of what it holds; called once, however the contest ended.
  func finish()
}
