internal import HDF5

/// The datasets of an HDF5 file, as arrays of points.
struct HDF5Points {
  private let path: String
  private let root: Group

  init(path: String) throws(PointFileError.Problem) {
    self.path = path
    root = try HDF5Points.reporting { () throws(HDF5Error) in try File.open(path).root() }
  }

  /// A dataset, or its element at `index` along the first axis.
  func array(_ name: String?, index: Int?) throws(PointFileError.Problem) -> PointArray {
    guard let name, let dataset = try dataset(name) else {
      throw .noDataset(name, existing: try datasets)
    }
    guard let kind = dataset.numberClass, kind.byteCount <= 8 else {
      throw .unknownType(
        dataset.numberClass.map { "\($0.byteCount)-byte float" } ?? "other than numbers")
    }
    var (start, counts) = (dataset.shape.map { _ in 0 }, dataset.shape)
    if let index {
      guard let count = counts.first else { throw .noAxes }
      start[0] = try PointArray.position(of: index, count: count)
      counts[0] = 1
    }
    let shape = index == nil ? counts : Array(counts.dropFirst())
    return PointArray(
      shape: shape, elements: try numbers(of: dataset, kind, at: start, counts: counts, shape))
  }

  private func numbers(
    of dataset: Dataset, _ kind: NumberClass, at start: [Int], counts: [Int], _ shape: [Int]
  ) throws(PointFileError.Problem) -> [Double] {
    guard kind.isInteger else {
      return try HDF5Points.reporting { () throws(HDF5Error) in
        try dataset.read(Double.self, at: start, counts: counts)
      }
    }
    let integers = try HDF5Points.reporting { () throws(HDF5Error) in
      try dataset.read(Int64.self, at: start, counts: counts)
    }
    let width = max(1, shape.dropFirst().reduce(1, *))
    var numbers: [Double] = []
    numbers.reserveCapacity(integers.count)
    for (place, integer) in integers.enumerated() {
      // HDF5 turns what no Int64 holds into the greatest one, which no double equals either.
      guard let number = Double(exactly: integer) else {
        throw .inexact(.row(place / width), "an integer beyond 2^53")
      }
      numbers.append(number)
    }
    return numbers
  }

  /// The dataset of that name; nil where there is none.
  private func dataset(_ name: String) throws(PointFileError.Problem) -> Dataset? {
    let parts = name.split(separator: "/").map(String.init)
    return try HDF5Points.reporting { () throws(HDF5Error) in
      guard let last = parts.last else { return nil }
      var group = root
      for part in parts.dropLast() {
        guard try group.contains(part), try group.isGroup(part) else { return nil }
        group = try group.group(part)
      }
      guard try group.contains(last), try !group.isGroup(last) else { return nil }
      return try group.dataset(last)
    }
  }

  /// The paths of all datasets of numbers, with their shapes.
  private var datasets: [String] {
    get throws(PointFileError.Problem) {
      try HDF5Points.reporting { () throws(HDF5Error) in
        var found: [String] = []
        try list(root, depth: 0, into: &found)
        return found
      }
    }
  }

  private func list(_ group: Group, depth: Int, into found: inout [String]) throws(HDF5Error) {
    for name in try group.names() where found.count < 64 {
      if try group.isGroup(name) {
        // Links may lead back up.
        if depth < 8 { try list(try group.group(name), depth: depth + 1, into: &found) }
      } else {
        let dataset = try group.dataset(name)
        guard dataset.numberClass != nil, !dataset.shape.isEmpty else { continue }
        let shape = dataset.shape.map(String.init).joined(separator: "×")
        found.append("\(dataset.path) (\(shape))")
      }
    }
  }

  private static func reporting<Result>(
    _ work: () throws(HDF5Error) -> Result
  ) throws(PointFileError.Problem) -> Result {
    do throws(HDF5Error) {
      return try work()
    } catch {
      throw .hdf5("cannot \(error.operation): \(error.reason)")
    }
  }
}
