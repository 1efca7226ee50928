import Planning
import Results
import Specification
import Training

/// Prepares the kind `scatter`: the samples of a run at a snapshot in each panel.
struct ScatterJob {
  let figure: FigureRequest
  let runs: FinishedRuns
  let registry: Registry

  /// What the drawing program is told.
  func job() throws -> Value {
    let layout = try SnapshotPanels(figure, runs)
    let value = figure.value
    var clouds: [String: SnapshotClouds] = [:]
    var targets: [Value] = []
    var targetPlaces: [[[Double]]: Int] = [:]
    let panels = try layout.panels.map { panel -> Value in
      var object: Value = [
        "row": .integer(panel.row), "column": .integer(panel.column),
        "title": .string(panel.title), "series": .integer(panel.series),
      ]
      guard let run = panel.run else { return object.adding("note", "no finished run") }
      guard let iteration = panel.iteration else { return object.adding("note", "no snapshot") }
      let id = run.run.id.description
      let cloud =
        try clouds[id]
        ?? SnapshotClouds(
          of: runs.file(of: run), coordinates: value["coordinates"].integers)
      clouds[id] = cloud
      try check(cloud)
      let limit = value["points"].integer
      let samples = cloud.samples(at: iteration, limit: limit) ?? []
      object = object.adding("samples", samples.value)
      if value["target"].boolean {
        let target = cloud.target(limit: limit)
        let place = targetPlaces[target] ?? targets.count
        if targetPlaces.updateValue(place, forKey: target) == nil { targets.append(target.value) }
        object = object.adding("target", .integer(place))
      }
      if value["arrows"].integer > 0 {
        let sources = try SourceDraws(registry).draws(for: run, cloud)
        let count = min(value["arrows"].integer, samples.count, sources.count)
        object = object.adding("sources", Array(sources.prefix(count)).value)
      }
      if let score = try score(of: run, at: iteration) {
        object = object.adding("score", .finite(score))
      }
      return object
    }
    return [
      "panels": .list(panels), "targets": .list(targets),
      "rows": .list(layout.rowLabels.map(Value.string)),
      "columns": .list(layout.columnLabels.map(Value.string)),
      "metric": value["metric"].isNull ? "" : value["metric"], "x-limits": value["x-limits"],
      "y-limits": value["y-limits"],
    ]
  }

  private func check(_ cloud: SnapshotClouds) throws {
    guard !cloud.hasCoordinates else { return }
    throw FigureError.unsuitable(
      figure: figure.id,
      reason: "its samples have \(cloud.width) coordinates, counted from 0, which "
        + "'coordinates' goes beyond")
  }

  private func score(of item: FinishedRuns.Item, at iteration: Int) throws -> Double? {
    guard let name = figure.value["metric"].textOrNil else { return nil }
    let metrics = try RunFile.metrics(of: runs.file(of: item))
    guard let series = metrics.series.first(where: { $0.name == name }) else {
      throw FigureError.unmeasured(
        figure: figure.id, name: name, known: metrics.series.map(\.name))
    }
    return metrics.iterations.firstIndex(of: iteration).map { series.values[$0] }
  }
}
