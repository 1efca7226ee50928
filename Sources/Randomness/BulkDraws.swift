internal import CKernels

extension RandomStream {
  /// Fills `values` with uniform values in the open interval (0, 1): odd multiples of 2⁻²⁴.
  public mutating func fillUniform(_ values: inout [Float]) {
    var span = values.mutableSpan
    fillUniform(&span)
  }

  /// Fills `values` with independent normal values of the given mean and standard deviation.
  ///
  /// Each is computed in double precision and rounded once; |value − mean| < 6.8 deviations.
  public mutating func fillNormal(
    _ values: inout [Float], mean: Float = 0, deviation: Float = 1
  ) {
    var span = values.mutableSpan
    fillNormal(&span, mean: mean, deviation: deviation)
  }

  /// Fills memory of any owner with uniform values in (0, 1), as `fillUniform(_:)` fills an array.
  package mutating func fillUniform(_ values: inout MutableSpan<Float>) {
    let first = reserveBlocks((values.count + 3) / 4)
    let (key, iteration) = (key, iteration)
    unsafe values.withUnsafeMutableBufferPointer { buffer in
      unsafe gfk_fill_uniform(key, iteration, first, buffer.baseAddress, buffer.count)
    }
  }

  /// Fills memory of any owner with normal values, as `fillNormal(_:mean:deviation:)` fills an array.
  package mutating func fillNormal(
    _ values: inout MutableSpan<Float>, mean: Float = 0, deviation: Float = 1
  ) {
    let first = reserveBlocks((values.count + 3) / 4)
    let (key, iteration) = (key, iteration)
    unsafe values.withUnsafeMutableBufferPointer { buffer in
      unsafe gfk_fill_normal(
        key, iteration, first, mean, deviation, buffer.baseAddress, buffer.count)
    }
  }
}
