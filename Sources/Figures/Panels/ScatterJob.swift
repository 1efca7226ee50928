import Results
package import Specification
package import Training

/// Prepares the kind `scatter`: the samples of a run at a snapshot in each panel.
package struct ScatterJob {
  private let figure: FigureRequest
  private let runs: FinishedRuns
  private let registry: Registry

  /// The figure made of `runs`, whose sources are drawn again by the laws of `registry`.
  package init(figure: FigureRequest, runs: FinishedRuns, registry: Registry) {
    (self.figure, self.runs, self.registry) = (figure, runs, registry)
  }

  /// What the drawing program is told.
  package func job() throws -> Value {
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
