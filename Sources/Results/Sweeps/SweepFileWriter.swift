internal import HDF5

/// Lays a sweep out in a file.
struct SweepFileWriter {
  let root: Group
  let heading: SweepFile.Heading
  let runs: [SweepRun]
  let sampleBudget: Int

  /// The names of all metrics, in the order in which the runs bring them up.
  var metricNames: [String] {
    var names: [String] = []
    for series in runs.lazy.compactMap(\.content).flatMap(\.metrics.series)
    where !names.contains(series.name) {
      names.append(series.name)
    }
    return names
  }

  func write() throws(HDF5Error) {
    try writeHeading()
    let run = try root.makeCoordinate("run", Array(runs.indices), unlimited: runs.isEmpty)
    try run.scale.describe("number of the run in the sweep", units: "1")
    var columns = SweepColumns(root: root, run: run)
    try writeIdentity(&columns)
    try writeOutcome(&columns)
    try SweepSamples(root: root, run: run, runs: runs, budget: sampleBudget).write()
    try SweepMetrics(run: run, runs: runs, names: metricNames).write(in: root)
  }

  private func writeHeading() throws(HDF5Error) {
    let texts = [
      ("Conventions", Layout.conventions),
      ("gfrun_format", Layout.sweepFormat),
      ("gfrun_format_version", Layout.formatVersion),
      ("gfrun_version", heading.gfrunVersion),
      ("experiment", heading.experiment),
      ("created", heading.created),
      ("default", "metrics"),
    ]
    for (name, text) in texts { try root.attributes.set(name, .text(text)) }
    let sources = Set(runs.compactMap(\.content?.source))
    if let source = sources.first, sources.count == 1 {
      try root.writeText("source", source).attributes
        .set("media_type", .text("application/yaml"))
    }
  }

  private func writeIdentity(_ columns: inout SweepColumns) throws(HDF5Error) {
    try columns.write("run_id", texts: runs.map(\.row.runID), longName: "id of the run")
    let cases = runs.map(\.row.caseName)
    try columns.write("case", texts: cases, longName: "case of the sweep")
    try columns.write("seed", integers: runs.map(\.row.seed), longName: "seed")
    let status = runs.map(\.status)
    try columns.write("status", texts: status, longName: "how the run ended")
    // For readers that take numbers only: Octave gives up at the first array of characters.
    try columns.write("case_code", codesOf: cases, longName: "case of the sweep")
    try columns.write("status_code", codesOf: status, longName: "how the run ended")
  }

  private func writeOutcome(_ columns: inout SweepColumns) throws(HDF5Error) {
    let finals = metricNames.map { ($0, columns.names.variable(for: "final_" + $0)) }
    for (position, swept) in (runs.first?.row.swept ?? []).enumerated() {
      let values = runs.map { run in
        precondition(
          run.row.swept.count > position && run.row.swept[position].path == swept.path,
          "all runs of a sweep have the same swept paths in the same order")
        return run.row.swept[position].value
      }
      try columns.write(path: swept.path, values: values)
    }
    try columns.write(
      "iterations", integers: runs.map { $0.content?.iterations },
      longName: "iterations that were done")
    try columns.write(
      "wall_seconds", numbers: runs.map { $0.content?.wallSeconds ?? .nan },
      longName: "seconds the run took", units: "s")
    for (name, variable) in finals {
      let values = runs.map { $0.series(name)?.values.last ?? .nan }
      let units = runs.lazy.compactMap { $0.series(name)?.units }.first ?? "1"
      let dataset = try columns.write(
        variable, numbers: values,
        longName: "\(name) at the last evaluation", units: units)
      try dataset.attributes.set("metric", .text(name))
      try dataset.attributes.set("coordinates", .text("run_id case seed status"))
    }
  }
}
