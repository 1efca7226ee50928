internal import HDF5

/// The metrics of a sweep, as matrices (run, evaluation).
struct SweepMetrics {
  let run: Dimension
  let runs: [SweepRun]
  let names: [String]

  func write(in root: Group) throws(HDF5Error) {
    let group = try root.makeGroup("metrics")
    let iterations = Set(runs.compactMap(\.content).flatMap(\.metrics.iterations)).sorted()
    let evaluation = try group.makeCoordinate("evaluation", iterations, unlimited: true)
    try evaluation.scale.describe("iteration of the evaluation", units: "1")
    let axes = [run, evaluation]
    var variables = VariableNames(reserved: Layout.metricReserved)
    for name in names {
      let variable = variables.variable(for: name)
      if name == names.first { try hint(at: variable, in: group) }
      let series = runs.compactMap { $0.series(name) }
      let units = series.first?.units ?? "1"
      let values = matrix(iterations) { $0.series(name)?.values }
      let dataset = try group.write(variable, values, along: axes, storage: Self.storage)
      try dataset.describe(series.first?.longName ?? name, units: units)
      try dataset.keepName(name, variable: variable)
      try describe(dataset, by: series)
      if series.contains(where: { $0.errors != nil }) {
        let link = variables.variable(for: variable + "_error")
        try dataset.attributes.set(Layout.errorLink, .text(link))
        let errors = matrix(iterations) { $0.series(name)?.errors }
        try group.write(link, errors, along: axes, storage: Self.storage)
          .describe("error of \(name)", units: units)
      }
      if series.contains(where: { $0.floor != nil }) {
        let link = variables.variable(for: variable + "_floor")
        try dataset.attributes.set(Self.floorLink, .text(link))
        let floors = runs.map { $0.series(name)?.floor ?? .nan }
        try group.write(link, floors, along: [run], storage: Self.storage)
          .describe("floor of \(name)", units: units)
      }
    }
    let times = matrix(iterations) { $0.content?.metrics.wallTime }
    try group.write("wall_time", times, along: axes, storage: Self.storage)
      .describe("time spent training, measuring apart", units: "s")
  }

  private static let storage = Storage(mayMiss: true)

  /// Values of all runs, one row each, with NaN where a run was not evaluated.
  private func matrix(_ iterations: [Int], _ values: (SweepRun) -> [Double]?) -> [Double] {
    let columns = Dictionary(
      uniqueKeysWithValues: iterations.enumerated().map { ($0.element, $0.offset) })
    var matrix = [Double](repeating: .nan, count: runs.count * iterations.count)
    for (row, run) in runs.enumerated() {
      guard let content = run.content, let values = values(run) else { continue }
      for (iteration, value) in zip(content.metrics.iterations, values) {
        guard let column = columns[iteration] else { continue }
        matrix[row * iterations.count + column] = value
      }
    }
    return matrix
  }

  /// The attribute with the variable that holds the floor of a metric in each run.
  static let floorLink = "floor_variable"

  /// Copies what describes the metric in all runs alike.
  private func describe(_ dataset: Dataset, by series: [MetricSeries]) throws(HDF5Error) {
    for attribute in series.first?.attributes ?? []
    where series.allSatisfy({ $0.attributes.contains(attribute) }) {
      try dataset.attributes.set(attribute.name, attribute.value.attribute)
    }
  }

  private func hint(at variable: String, in group: Group) throws(HDF5Error) {
    try group.attributes.set("NX_class", .text("NXdata"))
    try group.attributes.set("signal", .text(variable))
    try group.attributes.set("axes", .text("run evaluation"))
  }
}
