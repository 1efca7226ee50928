/// A block of floats at a fixed, 64-byte aligned address, which plans read and write.
///
/// Zero at first. Not synchronised: one thread at a time.
@safe
package final class FloatBuffer {
  /// The number of floats.
  package let count: Int
  /// The address of the first float, valid while the buffer lives.
  let base: UnsafeMutablePointer<Float>

  /// A buffer of zeros.
  package init(count: Int) {
    let capacity = (max(count, 1) + 15) / 16 * 16
    let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity * 4, alignment: 64)
    unsafe base = memory.bindMemory(to: Float.self, capacity: capacity)
    unsafe base.initialize(repeating: 0, count: capacity)
    self.count = count
  }

  deinit {
    unsafe base.deallocate()
  }

  /// One float.
  package subscript(_ index: Int) -> Float {
    get {
      precondition(index >= 0 && index < count, "index outside the buffer")
      return unsafe base[index]
    }
    set {
      precondition(index >= 0 && index < count, "index outside the buffer")
      unsafe base[index] = newValue
    }
  }

  /// The whole buffer as a region.
  package var whole: FloatRegion { FloatRegion(buffer: self, offset: 0, count: count) }
}

/// A run of floats in a buffer.
package struct FloatRegion {
  /// The buffer, kept alive by the region.
  package let buffer: FloatBuffer
  /// Where the region begins.
  package let offset: Int
  /// How many floats it holds.
  package let count: Int

  /// The part of `buffer` from `offset` on.
  package init(buffer: FloatBuffer, offset: Int, count: Int) {
    precondition(
      offset >= 0 && count >= 0 && offset + count <= buffer.count, "region outside its buffer")
    self.buffer = buffer
    self.offset = offset
    self.count = count
  }

  /// The elements, copied out or in; a new value must have as many.
  package var elements: [Float] {
    get {
      unsafe Array(UnsafeBufferPointer(start: pointer, count: count))
    }
    nonmutating set {
      precondition(newValue.count == count, "a region takes as many elements as it has")
      unsafe newValue.withUnsafeBufferPointer { source in
        guard let first = source.baseAddress else { return }
        unsafe pointer.update(from: first, count: count)
      }
    }
  }

  /// Whether every element is a number and finite.
  package var isFinite: Bool {
    unsafe UnsafeBufferPointer(start: pointer, count: count).allSatisfy { $0.isFinite }
  }

  /// Whether the two share a float.
  func overlaps(_ other: FloatRegion) -> Bool {
    buffer === other.buffer && offset < other.offset + other.count
      && other.offset < offset + count
  }

  /// The address of the first element, valid while `buffer` lives.
  var pointer: UnsafeMutablePointer<Float> { unsafe buffer.base + offset }
}
