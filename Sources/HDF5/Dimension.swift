internal import CHDF5

/// A named axis that datasets share: an HDF5 dimension scale, a dimension to netCDF and xarray.
package final class Dimension: Sendable {
  /// The scale itself.
  package let scale: Dataset
  /// Its length.
  package let size: Int
  /// Whether netCDF tools may append along it.
  package let isUnlimited: Bool

  init(scale: Dataset, size: Int, isUnlimited: Bool) {
    self.scale = scale
    self.size = size
    self.isUnlimited = isUnlimited
  }
}

extension Group {
  /// Makes an axis that has coordinates: the values are a dataset of its name.
  ///
  /// - Throws: `HDF5Error` where the name is taken.
  package func makeCoordinate<Number: StoredNumber>(
    _ name: String, _ values: [Number], unlimited: Bool = false
  ) throws(HDF5Error) -> Dimension {
    precondition(unlimited || !values.isEmpty, "only an unlimited axis may be empty")
    let scale = try makeDataset(
      name, of: Number.self, shape: [values.count], unlimited: [unlimited], storage: Storage())
    try scale.write(values, at: [0], counts: [values.count])
    try scale.becomeScale(named: name)
    return Dimension(scale: scale, size: values.count, isUnlimited: unlimited)
  }

  /// Makes an axis without coordinates, in the form netCDF-4 gives them.
  ///
  /// It is a dataset of the axis' length into which nothing is written, and takes no room for it.
  ///
  /// - Throws: `HDF5Error` where the name is taken.
  package func makeDimension(
    _ name: String, size: Int, unlimited: Bool = false
  ) throws(HDF5Error) -> Dimension {
    precondition(unlimited || size > 0, "only an unlimited axis may be empty")
    let place = place("make dimension", name)
    let scale = try Library.locked { () throws(HDF5Error) in
      let list = try Storage.datasetProperties(place)
      if unlimited { try place.check(unsafe H5Pset_chunk(list.id, 1, [1024])) }
      let space = try dataspace(shape: [size], unlimited: [unlimited], place)
      let id = unsafe H5Dcreate2(
        handle.id, name, gfrun_h5_ieee_f32be(), space.id, gfrun_h5_default(), list.id,
        gfrun_h5_default())
      return try Dataset(Handle(.dataset, id, place), file: file, path: path(of: name))
    }
    let digits = String(size)
    let padding = String(repeating: " ", count: max(0, 10 - digits.count))
    try scale.becomeScale(
      named: "This is a netCDF dimension but not a netCDF variable. \(padding)\(digits)")
    return Dimension(scale: scale, size: size, isUnlimited: unlimited)
  }
}

extension Dataset {
  fileprivate func becomeScale(named name: String) throws(HDF5Error) {
    let place = Place("make dimension", location)
    try Library.locked { () throws(HDF5Error) in
      _ = try place.check(unsafe H5DSset_scale(handle.id, name))
    }
  }

  /// Names the axes of the dataset.
  func attach(_ dimensions: [Dimension]) throws(HDF5Error) {
    let place = Place("attach the dimensions of", location)
    try Library.locked { () throws(HDF5Error) in
      for (axis, dimension) in dimensions.enumerated() {
        try place.check(H5DSattach_scale(handle.id, dimension.scale.handle.id, UInt32(axis)))
      }
    }
  }
}
