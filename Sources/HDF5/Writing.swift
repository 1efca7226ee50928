internal import CHDF5

extension Group {
  /// Makes an array whose elements are written later, or never.
  ///
  /// - Parameters:
  ///   - name: as netCDF wants it, `[a-z][a-z0-9_]*`.
  ///   - number: the type of its elements.
  ///   - dimensions: its axes, outermost first.
  ///   - storage: its layout.
  /// - Returns: the dataset, for its attributes and its blocks.
  /// - Throws: `HDF5Error` where the name is taken.
  package func makeDataset<Number: StoredNumber>(
    _ name: String, of number: Number.Type, along dimensions: [Dimension],
    storage: Storage = Storage()
  ) throws(HDF5Error) -> Dataset {
    let dataset = try makeDataset(
      name, of: number, shape: dimensions.map(\.size), unlimited: dimensions.map(\.isUnlimited),
      storage: storage)
    // netCDF wants an array of one element of exactly the variable's type.
    if storage.mayMiss { try dataset.attributes.set("_FillValue", [Number.missing]) }
    try dataset.attach(dimensions)
    return dataset
  }

  /// Writes an array.
  ///
  /// - Parameters:
  ///   - name: as netCDF wants it, `[a-z][a-z0-9_]*`.
  ///   - values: the elements, in C order.
  ///   - dimensions: its axes, outermost first; the product of their sizes is the number of values.
  ///   - storage: its layout.
  /// - Returns: the dataset, for its attributes and its blocks.
  /// - Throws: `HDF5Error` where the name is taken.
  @discardableResult
  package func write<Number: StoredNumber>(
    _ name: String, _ values: [Number], along dimensions: [Dimension],
    storage: Storage = Storage()
  ) throws(HDF5Error) -> Dataset {
    let dataset = try makeDataset(name, of: Number.self, along: dimensions, storage: storage)
    try dataset.write(values, at: dimensions.map { _ in 0 }, counts: dimensions.map(\.size))
    return dataset
  }

  /// The array without its dimensions.
  func makeDataset<Number: StoredNumber>(
    _ name: String, of number: Number.Type, shape: [Int], unlimited: [Bool], storage: Storage
  ) throws(HDF5Error) -> Dataset {
    let place = place("make dataset", name)
    return try Library.locked { () throws(HDF5Error) in
      let list = try storage.properties(
        of: number, shape: shape, unlimited: unlimited, place: place)
      let space = try dataspace(shape: shape, unlimited: unlimited, place)
      let id = unsafe H5Dcreate2(
        handle.id, name, Number.numberKind.stored, space.id, gfrun_h5_default(), list.id,
        gfrun_h5_default())
      return try Dataset(Handle(.dataset, id, place), file: file, path: path(of: name))
    }
  }

  func dataspace(
    shape: [Int], unlimited: [Bool], _ place: Place
  ) throws(HDF5Error) -> Handle {
    guard !shape.isEmpty else { return try Handle(.dataspace, H5Screate(H5S_SCALAR), place) }
    let largest = zip(shape, unlimited).map { $1 ? gfrun_h5_unlimited() : hsize_t($0) }
    let id = unsafe H5Screate_simple(Int32(shape.count), shape.map(hsize_t.init), largest)
    return try Handle(.dataspace, id, place)
  }
}
