import Results
import Specification

/// Prepares the kind `density`: the density of a run's law at a snapshot in each panel.
struct DensityJob {
  let figure: FigureRequest
  let runs: FinishedRuns

  /// What the drawing program is told.
  func job() throws -> Value {
    let value = figure.value
    let base = try PanelJob(figure, runs)
    var targets = SharedClouds()
    let panels = try base.panels { panel in
      let cloud = panel.cloud
      let grid = try stored(panel)
      let density =
        grid
        ?? Histogram(of: cloud.samples(at: panel.iteration, limit: .max) ?? [], base, bins).value
      guard value["target"].boolean else { return density }
      if cloud.width == 1 {
        let target = Histogram(of: cloud.target(limit: .max), base, bins)
        return density.adding("target-axes", target.axes.value).adding(
          "target-values", .list(target.values.map(Value.finite)))
      }
      return density.adding("target", targets.place(of: cloud.target(limit: 1000)))
    }
    return base.content(panels, ["targets": .list(targets.clouds)])
  }

  private var bins: Int { figure.value["bins"].integer }

  /// The density that the run itself keeps on a grid; nil where it keeps none.
  private func stored(_ panel: PanelJob.Content) throws -> Value? {
    guard let density = try RunFile.density(of: runs.file(of: panel.item)),
      let snapshot = density.iterations.firstIndex(of: panel.iteration)
    else { return nil }
    return [
      "axes": density.axes.value,
      "values": .list(density.values(at: snapshot).map { .finite($0) }),
    ]
  }
}

/// A density estimated by counting points in equal cells of the frame.
package struct Histogram {
  /// The middle of each cell along each axis.
  package let axes: [[Double]]
  /// The density in each cell, in C order; its integral is the share of the points in the frame.
  package let values: [Double]

  /// Counts `points` in `bins` cells in each direction.
  init(of points: [[Double]], _ base: PanelJob, _ bins: Int) {
    self.init(of: points, base.frame, bins)
  }

  /// Counts `points` in `bins` cells in each direction of `frame`.
  package init(of points: [[Double]], _ frame: Frame, _ bins: Int) {
    let dimension = frame.limits.count
    axes = (0..<dimension).map { frame.centers($0, count: bins) }
    let widths = frame.limits.map { ($0[1] - $0[0]) / Double(bins) }
    var counts = [Double](repeating: 0, count: dimension == 1 ? bins : bins * bins)
    for point in points {
      var place = 0
      var isInside = true
      for axis in 0..<dimension {
        let cell = ((point[axis] - frame.limits[axis][0]) / widths[axis]).rounded(.down)
        isInside = isInside && cell >= 0 && cell < Double(bins)
        place = place * bins + (isInside ? Int(cell) : 0)
      }
      if isInside { counts[place] += 1 }
    }
    let scale = 1 / (Double(max(points.count, 1)) * widths.reduce(1, *))
    values = counts.map { $0 * scale }
  }

  /// Axes and values, for the drawing program.
  var value: Value {
    ["axes": axes.value, "values": .list(values.map(Value.finite))]
  }
}
