internal import HDF5

/// The density of a law on a grid, beside its samples.
extension RunFileWriter {
  /// One chunk per snapshot, as far as 1 MiB allows.
  func write(_ density: DensityRecord, along snapshot: Dimension) throws(HDF5Error) {
    precondition(
      density.values.count == snapshot.size * density.cellCount, "every snapshot has its density")
    var axes: [Dimension] = []
    for axis in density.axes {
      let dimension = try root.makePromisedCoordinate(
        axis.name, axis.coordinates, longName: "middle of the cell along \(axis.name)")
      axes.append(dimension)
    }
    let dataset = try root.writePromised(
      Layout.density, density.values, along: [snapshot] + axes,
      storage: Storage(chunk: chunk(of: density)))
    try dataset.describe("density of the law", units: "1")
    try dataset.attributes.set("coordinates", .text("flow_time wall_time"))
    let names = density.axes.map(\.name).joined(separator: " ")
    try dataset.attributes.set(Layout.axes, .text(names))
  }

  private func chunk(of density: DensityRecord) -> [Int] {
    var room = Storage.chunkBytes / MemoryLayout<Double>.size
    let sizes = density.axes.reversed().map { axis in
      let size = max(1, min(axis.coordinates.count, room))
      room /= size
      return size
    }
    return [1] + sizes.reversed()
  }
}

extension RunFileReader {
  /// The density at each snapshot; nil in the file of a trainer that knows none.
  func density() throws(HDF5Error) -> DensityRecord? {
    guard try root.contains(Layout.density) else { return nil }
    let dataset = try root.dataset(Layout.density)
    let names = try dataset.attributes.text(Layout.axes) ?? ""
    var axes: [DensityRecord.Axis] = []
    for name in names.split(separator: " ").map(String.init) {
      axes.append(.init(name: name, coordinates: try root.dataset(name).read()))
    }
    let record = DensityRecord(axes: axes, values: try dataset.read())
    guard axes.map(\.coordinates.count) == Array(dataset.shape.dropFirst()) else {
      throw failure("the density has shape \(dataset.shape), which is not that of its axes")
    }
    return record
  }
}
