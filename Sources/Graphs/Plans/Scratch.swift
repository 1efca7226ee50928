/// Room for the intermediate values of plans that never run at the same time.
///
/// Plans that share one need no more room together than the greatest of them. Memory is taken when
/// one of them first runs.
package final class Scratch {
  /// The number of floats the greatest of its plans needs.
  package private(set) var count = 0
  private var buffer: FloatBuffer?

  /// Room for no plan yet.
  package init() {}

  /// Makes sure that the room is enough for one more plan.
  func reserve(_ count: Int) {
    self.count = max(self.count, count)
  }

  /// The room, which the caller keeps: plans compiled later may need and get a greater one.
  func take() -> FloatBuffer {
    if let buffer, buffer.count >= count { return buffer }
    let buffer = FloatBuffer(count: count)
    self.buffer = buffer
    return buffer
  }
}
