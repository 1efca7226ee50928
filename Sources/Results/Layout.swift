internal import HDF5

/// The names that run files and sweep files have in common.
enum Layout {
  static let conventions = "CF-1.10"
  static let formatVersion = "1.0"
  /// The first part of the versions that this program reads.
  static let majorVersion = 1

  static let runFormat = "run"
  static let sweepFormat = "sweep"

  /// The group with what a run that has not ended needs to go on.
  static let checkpoint = "checkpoint"

  /// The law's density on a grid, where the trainer knows it.
  static let density = "density"
  /// The attribute with the names of its axes, which are variables beside it.
  static let axes = "axes"

  /// The attribute with the digest of a dataset.
  static let digest = "sha256"
  /// The attribute with the name a variable was given, where its own differs.
  static let originalName = "original_name"
  /// netCDF's attribute that leads from a variable to its errors.
  static let errorLink = "ancillary_variables"

  /// The variables of `/metrics` that are no metrics.
  static let metricReserved: Set<String> = ["evaluation", "wall_time", "run"]
  /// The variables of `/training` that are no series.
  static let trainingReserved: Set<String> = ["step", "iteration"]

  /// What HDF5, netCDF or the layout itself attach to a metric; everything else describes it.
  static let structuralAttributes: Set<String> = [
    "DIMENSION_LIST", "REFERENCE_LIST", "CLASS", "NAME", "_FillValue", "_Netcdf4Dimid",
    "_Netcdf4Coordinates", "coordinates", "long_name", "units", digest, originalName, errorLink,
  ]

  /// The axes of one sample.
  static func sampleAxes(_ shape: [Int]) -> [String] {
    switch shape.count {
    case 1: ["dimension"]
    case 3: ["channel", "y", "x"]
    default: shape.indices.map { "axis\($0)" }
    }
  }

  /// Samples in few dimensions hardly shrink: level 1 is as good as any there, and faster.
  static func sampleLevel(width: Int) -> Int { width <= 8 ? 1 : 4 }
}

extension Group {
  /// Writes numbers that the run promises, with their digest.
  @discardableResult
  func writePromised<Number: StoredNumber>(
    _ name: String, _ values: [Number], along dimensions: [Dimension],
    storage: Storage = Storage()
  ) throws(HDF5Error) -> Dataset {
    let dataset = try write(name, values, along: dimensions, storage: storage)
    try dataset.attributes.set(Layout.digest, .text(Digest.hex(of: values)))
    return dataset
  }

  /// Makes an axis whose coordinates the run promises, with their digest.
  func makePromisedCoordinate(
    _ name: String, _ values: [Int], longName: String
  ) throws(HDF5Error) -> Dimension {
    let dimension = try makeCoordinate(name, values, unlimited: true)
    try promise(dimension, values, longName: longName)
    return dimension
  }

  /// Makes an axis of fixed length with such coordinates.
  func makePromisedCoordinate(
    _ name: String, _ values: [Double], longName: String
  ) throws(HDF5Error) -> Dimension {
    let dimension = try makeCoordinate(name, values)
    try promise(dimension, values, longName: longName)
    return dimension
  }

  private func promise<Number: StoredNumber>(
    _ dimension: Dimension, _ values: [Number], longName: String
  ) throws(HDF5Error) {
    try dimension.scale.describe(longName, units: "1")
    try dimension.scale.attributes.set(Layout.digest, .text(Digest.hex(of: values)))
  }
}

extension Dataset {
  /// Says what the numbers are, and in which unit.
  func describe(_ longName: String, units: String) throws(HDF5Error) {
    try attributes.set("long_name", .text(longName))
    try attributes.set("units", .text(units))
  }

  /// Keeps the name that was given where the variable's differs.
  func keepName(_ name: String, variable: String) throws(HDF5Error) {
    if name != variable { try attributes.set(Layout.originalName, .text(name)) }
  }
}
