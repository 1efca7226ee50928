internal import HDF5

/// Finds the parts of a sweep in its file.
struct SweepFileReader {
  let root: Group

  func table() throws(HDF5Error) -> SweepTable {
    let count = try root.dataset("run").count
    var swept: [(path: String, values: [SweptScalar?])] = []
    var final: [(metric: String, values: [Double])] = []
    for name in try root.names() {
      guard try !root.isGroup(name) else { continue }
      let dataset = try root.dataset(name)
      if let path = try dataset.attributes.text(SweepColumns.pathAttribute) {
        swept.append((path, try dataset.sweptScalars()))
      } else if let metric = try dataset.attributes.text("metric") {
        final.append((metric, try dataset.read()))
      }
    }
    let (ids, cases) = (try texts("run_id"), try texts("case"))
    let (seeds, status) = (try numbers("seed", Int.self), try texts("status"))
    let (iterations, seconds) = (
      try numbers("iterations", Int.self), try numbers("wall_seconds", Double.self)
    )
    let columns = [
      ids.count, cases.count, seeds.count, status.count, iterations.count, seconds.count,
    ]
    guard
      (columns + swept.map(\.values.count) + final.map(\.values.count)).allSatisfy({ $0 == count })
    else {
      throw HDF5Error(operation: "read", path: "/", reason: "its columns differ in length")
    }
    let rows = (0..<count).map { row in
      SweepTable.Row(
        runID: ids[row], caseName: cases[row], seed: seeds[row], status: status[row],
        swept: swept.map { $0.values[row] },
        iterations: iterations[row] == .missing ? nil : iterations[row],
        wallSeconds: seconds[row], final: final.map { $0.values[row] })
    }
    return SweepTable(
      experiment: try root.attributes.text("experiment") ?? "",
      created: try root.attributes.text("created") ?? "", sweptPaths: swept.map(\.path),
      metrics: final.map(\.metric), rows: rows)
  }

  func curves(of metric: String) throws(HDF5Error) -> SweepCurves? {
    let group = try root.group("metrics")
    for variable in try group.names() where !Layout.metricReserved.contains(variable) {
      let dataset = try group.dataset(variable)
      guard try dataset.givenName(variable) == metric, dataset.shape.count == 2 else { continue }
      let rows = dataset.shape[0]
      var errors: [[Double]]?
      if let link = try dataset.attributes.text(Layout.errorLink) {
        errors = try group.dataset(link).read(Double.self).split(in: rows)
      }
      var floors = [Double](repeating: .nan, count: rows)
      if let link = try dataset.attributes.text(SweepMetrics.floorLink) {
        floors = try group.dataset(link).read()
      }
      return SweepCurves(
        iterations: try group.dataset("evaluation").read(),
        values: try dataset.read(Double.self).split(in: rows), errors: errors,
        wallTime: try group.dataset("wall_time").read(Double.self).split(in: rows),
        floors: floors)
    }
    return nil
  }

  /// A column of texts; a sweep without runs has none.
  private func texts(_ name: String) throws(HDF5Error) -> [String] {
    try root.contains(name) ? root.dataset(name).readTexts() : []
  }

  private func numbers<Number: StoredNumber>(
    _ name: String, _: Number.Type
  ) throws(HDF5Error) -> [Number] {
    try root.dataset(name).read()
  }
}

extension Dataset {
  fileprivate func sweptScalars() throws(HDF5Error) -> [SweptScalar?] {
    switch kind {
    case .int32, .int64: try read(Int.self).map { $0 == .missing ? nil : .integer($0) }
    case .float32, .float64: try read(Double.self).map { $0.isNaN ? nil : .number($0) }
    case nil: try readTexts().map { $0.isEmpty ? nil : .text($0) }
    }
  }
}

extension [Double] {
  fileprivate func split(in rows: Int) -> [[Double]] {
    (0..<rows).map { Array(self[$0 * count / rows..<($0 + 1) * count / rows]) }
  }
}
