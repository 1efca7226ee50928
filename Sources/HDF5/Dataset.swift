internal import CHDF5

/// An array or a text in a file.
package final class Dataset: Sendable {
  let handle: Handle
  let file: File
  /// The path within the file: `/metrics/w1`.
  package let path: String
  /// The length of each axis; empty for a scalar.
  package let shape: [Int]
  /// The type of its numbers; nil for a text and for types this project does not write.
  package let kind: NumberKind?
  /// What numbers it holds, those of other programs included; nil where it holds none.
  package let numberClass: NumberClass?

  init(_ handle: consuming Handle, file: File, path: String) throws(HDF5Error) {
    let place = Place("open dataset", file.path + ":" + path)
    let space = try Handle(.dataspace, H5Dget_space(handle.id), place)
    let rank = Int(try place.check(H5Sget_simple_extent_ndims(space.id)))
    var lengths = [hsize_t](repeating: 0, count: rank)
    try place.check(unsafe H5Sget_simple_extent_dims(space.id, &lengths, nil))
    let type = try Handle(.datatype, H5Dget_type(handle.id), place)
    self.kind = NumberKind.allCases.first { H5Tequal(type.id, $0.stored) > 0 }
    self.numberClass = NumberClass(type.id)
    self.shape = lengths.map { Int(clamping: $0) }
    self.handle = handle
    self.file = file
    self.path = path
  }

  var location: String { file.path + ":" + path }

  /// The number of elements; the largest integer where a damaged file claims more.
  package var count: Int {
    shape.reduce(1) { product, length in
      let (result, overflow) = product.multipliedReportingOverflow(by: length)
      return overflow ? .max : result
    }
  }

  /// Writes a block of the array.
  ///
  /// - Parameters:
  ///   - values: the block, in C order.
  ///   - start: the index of its first element on each axis.
  ///   - counts: its length on each axis; the product is the number of values.
  /// - Throws: `HDF5Error`.
  package func write<Number: StoredNumber>(
    _ values: [Number], at start: [Int], counts: [Int]
  ) throws(HDF5Error) {
    precondition(counts.reduce(1, *) == values.count, "a block is as large as its values")
    precondition(start.count == shape.count && counts.count == shape.count, "one index per axis")
    guard !values.isEmpty else { return }
    let place = Place("write dataset", location)
    try Library.locked { () throws(HDF5Error) in
      let spaces = try block(at: start, counts: counts, place)
      let status = unsafe values.withUnsafeBytes { bytes in
        unsafe H5Dwrite(
          handle.id, Number.numberKind.native, spaces.memory.id, spaces.file.id,
          gfrun_h5_default(), bytes.baseAddress)
      }
      try place.check(status)
    }
  }

  /// Reads the whole array in C order, converting the numbers where they are stored otherwise.
  ///
  /// - Throws: `HDF5Error` where it is damaged or holds no numbers.
  package func read<Number: StoredNumber>(
    _: Number.Type = Number.self
  ) throws(HDF5Error) -> [Number] {
    try read(at: shape.map { _ in 0 }, counts: shape)
  }

  /// Reads a block of the array in C order.
  ///
  /// - Parameters:
  ///   - number: the type to read the numbers as.
  ///   - start: the index of its first element on each axis.
  ///   - counts: its length on each axis.
  /// - Returns: the numbers of the block.
  /// - Throws: `HDF5Error` where it is damaged, holds no numbers or is smaller than the block.
  package func read<Number: StoredNumber>(
    _ number: Number.Type = Number.self, at start: [Int], counts: [Int]
  ) throws(HDF5Error) -> [Number] {
    precondition(start.count == shape.count && counts.count == shape.count, "one index per axis")
    let place = Place("read dataset", location)
    guard numberClass != nil else { throw place.failure("it holds no numbers") }
    let count = try blockCount(counts, place)
    guard count > 0 else { return [] }
    return try Library.locked { () throws(HDF5Error) in
      let spaces = try block(at: start, counts: counts, place)
      var values = [Number](repeating: .zero, count: count)
      let status = unsafe values.withUnsafeMutableBytes { bytes in
        unsafe H5Dread(
          handle.id, Number.numberKind.native, spaces.memory.id, spaces.file.id,
          gfrun_h5_default(), bytes.baseAddress)
      }
      try place.check(status)
      return values
    }
  }

  /// The elements of a block, refusing sizes that only a damaged file can claim.
  private func blockCount(_ counts: [Int], _ place: Place) throws(HDF5Error) -> Int {
    var total = 1
    for count in counts {
      let (product, overflow) = total.multipliedReportingOverflow(by: count)
      guard !overflow, product <= 1 << 38 else {
        throw place.failure("its shape \(shape) cannot be true")
      }
      total = product
    }
    try checkStorage(bytes: total, place)
    return total
  }

  /// Refuses to make room for much more than can lie in the file.
  ///
  /// A damaged shape would take all memory; nothing unpacks to more than some thousand times its size.
  func checkStorage(bytes: Int, _ place: Place) throws(HDF5Error) {
    guard bytes > 1 << 26 else { return }
    let stored = Library.locked { H5Dget_storage_size(handle.id) }
    let (most, overflow) = stored.multipliedReportingOverflow(by: 2048)
    guard overflow || bytes <= Int(clamping: most) else {
      throw place.failure("its shape \(shape) cannot be true")
    }
  }

  private struct Block: ~Copyable {
    let memory: Handle
    let file: Handle
  }

  private func block(
    at start: [Int], counts: [Int], _ place: Place
  ) throws(HDF5Error) -> Block {
    let space = try Handle(.dataspace, H5Dget_space(handle.id), place)
    guard !shape.isEmpty else {
      return Block(memory: try Handle(.dataspace, H5Screate(H5S_SCALAR), place), file: space)
    }
    let (offset, size) = (start.map(hsize_t.init), counts.map(hsize_t.init))
    try place.check(
      unsafe H5Sselect_hyperslab(space.id, H5S_SELECT_SET, offset, nil, size, nil))
    let memory = unsafe H5Screate_simple(Int32(size.count), size, nil)
    return Block(memory: try Handle(.dataspace, memory, place), file: space)
  }
}
