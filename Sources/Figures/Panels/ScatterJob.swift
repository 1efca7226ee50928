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
    let value = figure.value
    let base = try PanelJob(figure, runs)
    var targets = SharedClouds()
    let limit = value["points"].integer
    let panels = try base.panels { panel in
      let samples = panel.cloud.samples(at: panel.iteration, limit: limit) ?? []
      var object: Value = ["samples": samples.value]
      if value["target"].boolean {
        object = object.adding("target", targets.place(of: panel.cloud.target(limit: limit)))
      }
      if value["arrows"].integer > 0 {
        let sources = try SourceDraws(registry).draws(for: panel.item, panel.cloud)
        let count = min(value["arrows"].integer, samples.count)
        object = object.adding("sources", Array(sources.prefix(count)).value)
      }
      if let score = try score(of: panel) { object = object.adding("score", .finite(score)) }
      return object
    }
    return base.content(
      panels,
      [
        "targets": .list(targets.clouds),
        "metric": value["metric"].isNull ? "" : value["metric"],
      ])
  }

  private func score(of panel: PanelJob.Content) throws -> Double? {
    guard let name = figure.value["metric"].textOrNil else { return nil }
    let metrics = try RunFile.metrics(of: runs.file(of: panel.item))
    guard let series = metrics.series.first(where: { $0.name == name }) else {
      throw FigureError.unmeasured(
        figure: figure.id, name: name, known: metrics.series.map(\.name))
    }
    return metrics.iterations.firstIndex(of: panel.iteration).map { series.values[$0] }
  }
}
