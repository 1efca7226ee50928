internal import CHDF5

/// How the elements of a dataset lie in the file.
///
/// Every array is chunked, shuffled, deflated and checksummed with Fletcher32: the filters that
/// every build of HDF5 has. A short one is checksummed only: there is nothing to be gained from packing
/// it, and setting up the packing takes longer than all the rest.
package struct Storage: Sendable {
  /// The shape of a chunk; nil lets the dataset choose.
  package var chunk: [Int]?
  /// The deflate level: `uncompressed`, or 1 to 9.
  package var level: Int
  /// Whether elements may be missing: declares `StoredNumber.missing` as the fill value, HDF5's and
  /// netCDF's.
  package var mayMiss: Bool

  package init(chunk: [Int]? = nil, level: Int = 4, mayMiss: Bool = false) {
    self.chunk = chunk
    self.level = level
    self.mayMiss = mayMiss
  }

  /// The level at which deflate passes its input through.
  package static let uncompressed = 0

  /// The bytes from which on an array is packed.
  package static let packedBytes = 1024

  /// A chunk that HDF5's default cache of 1 MiB can hold.
  package static let chunkBytes = 1 << 20
}

extension Storage {
  /// The chunk for an array: the trailing axes whole as far as 1 MiB allows.
  func chunkShape(shape: [Int], unlimited: [Bool], byteCount: Int) -> [Int] {
    if let chunk {
      return zip(chunk, zip(shape, unlimited)).map { size, axis in
        axis.1 ? max(size, 1) : min(max(size, 1), axis.0)
      }
    }
    var room = max(1, Self.chunkBytes / byteCount)
    var result = shape
    for axis in shape.indices.reversed() {
      let size = unlimited[axis] ? min(max(shape[axis], 64), 1024) : shape[axis]
      result[axis] = max(1, min(size, room))
      room = max(1, room / result[axis])
    }
    return result
  }

  /// The creation properties of a dataset: layout, filters, fill value, order of attributes, no
  /// time stamps.
  func properties<Number: StoredNumber>(
    of number: Number.Type, shape: [Int], unlimited: [Bool], place: Place
  ) throws(HDF5Error) -> Handle {
    let list = try Self.datasetProperties(place)
    guard !shape.isEmpty else { return list }
    let chunk = chunkShape(
      shape: shape, unlimited: unlimited, byteCount: Number.numberKind.byteCount)
    try place.check(unsafe H5Pset_chunk(list.id, Int32(chunk.count), chunk.map(hsize_t.init)))
    let bytes = shape.reduce(Number.numberKind.byteCount, *)
    try setFilters(of: list, bytes: unlimited.contains(true) ? .max : bytes, place)
    if mayMiss {
      var missing = Number.missing
      try place.check(unsafe H5Pset_fill_value(list.id, Number.numberKind.native, &missing))
    }
    return list
  }

  /// The filters of an array of so many bytes, in the order in which they are applied.
  func setFilters(of list: borrowing Handle, bytes: Int, _ place: Place) throws(HDF5Error) {
    if bytes >= Self.packedBytes {
      try place.check(H5Pset_shuffle(list.id))
      try place.check(H5Pset_deflate(list.id, UInt32(level)))
    }
    try place.check(H5Pset_fletcher32(list.id))
  }

  /// The most links and attributes that an object keeps in its header; HDF5's own 8 would give most of
  /// ours heaps and trees of their own, which take longer to make than what is in them.
  private static let compactMembers: UInt32 = 64

  /// Half the least number of chunks in a node of an index of chunks.
  ///
  /// HDF5's own 32 gives each of our many datasets of one chunk two kilobytes of index.
  static let indexRank: UInt32 = 4

  /// Creation properties without a layout.
  static func datasetProperties(_ place: Place) throws(HDF5Error) -> Handle {
    let list = try Handle(.propertyList, H5Pcreate(gfrun_h5_dataset_create_class()), place)
    try place.check(H5Pset_attr_creation_order(list.id, gfrun_h5_creation_order()))
    try place.check(H5Pset_attr_phase_change(list.id, compactMembers, compactMembers))
    try place.check(H5Pset_obj_track_times(list.id, false))
    return list
  }

  /// Creation properties of a group, the root group of a file included.
  static func groupProperties(
    _ listClass: hid_t, _ place: Place
  ) throws(HDF5Error) -> Handle {
    let list = try Handle(.propertyList, H5Pcreate(listClass), place)
    try place.check(H5Pset_link_creation_order(list.id, gfrun_h5_creation_order()))
    try place.check(H5Pset_link_phase_change(list.id, compactMembers, compactMembers))
    try place.check(H5Pset_attr_creation_order(list.id, gfrun_h5_creation_order()))
    try place.check(H5Pset_attr_phase_change(list.id, compactMembers, compactMembers))
    try place.check(H5Pset_obj_track_times(list.id, false))
    return list
  }
}
