import Arrays
import Execution
import Foundation
import Planning
import Results
package import Specification
package import Training

/// Prepares the kind `field`: potential and velocities at a snapshot in each panel.
///
/// Run files keep no potentials. The run is carried out again up to the snapshot instead, which gives the
/// same bits; the samples must be those of the file. What comes out is kept beside the results.
package struct FieldJob {
  private let figure: FigureRequest
  private let runs: FinishedRuns
  private let registry: Registry

  /// The figure made of `runs`, which `registry` can carry out again.
  package init(figure: FigureRequest, runs: FinishedRuns, registry: Registry) {
    (self.figure, self.runs, self.registry) = (figure, runs, registry)
  }

  /// What the drawing program is told.
  package func job() throws -> Value {
    let value = figure.value
    let base = try PanelJob(figure, runs)
    guard base.frame.limits.count == 2 else {
      throw FigureError.unsuitable(figure: figure.id, reason: "a field is drawn in the plane alone")
    }
    var targets = SharedClouds()
    let panels = try base.panels { panel in
      guard panel.cloud.width == 2 else {
        throw FigureError.unsuitable(
          figure: figure.id, reason: "its samples have \(panel.cloud.width) coordinates, not 2")
      }
      var object = try field(of: panel, in: base.frame)
      if value["samples"].boolean {
        let samples = panel.cloud.samples(at: panel.iteration, limit: 500) ?? []
        object = object.adding("samples", samples.value)
      }
      if value["target"].boolean {
        object = object.adding("target", targets.place(of: panel.cloud.target(limit: 500)))
      }
      return object
    }
    return base.content(panels, ["targets": .list(targets.clouds)])
  }

  /// The field in a panel: as it was kept, or by carrying the run out again.
  private func field(of panel: PanelJob.Content, in frame: Frame) throws -> Value {
    let value = figure.value
    let identity: Value = [
      "run": .string(panel.item.run.id.description), "iteration": .integer(panel.iteration),
      "frame": frame.value, "resolution": value["resolution"], "arrows": value["arrows"],
      "samples": .string(try digest(of: panel.item)),
    ]
    let name = "\(panel.item.run.id)-\(FigureDigest.hex(of: JSONText.canonical(identity)))"
    let path = "\(runs.folder.internals)/fields/\(name).json"
    if let kept = KeptField.read(path) { return kept }
    let made = try replayed(panel, in: frame)
    try FolderMaking.make("\(runs.folder.internals)/fields")
    try KeptField.write(made, to: path)
    return made
  }

  private func digest(of item: FinishedRuns.Item) throws -> String {
    try RunFile.digests(of: runs.file(of: item)).first { $0.path == "samples" }?.hex ?? ""
  }

  private func replayed(_ panel: PanelJob.Content, in frame: Frame) throws -> Value {
    let value = figure.value
    let id = panel.item.run.id.description
    var replay = try Replay(
      run: registry.run(id: id, specification: panel.item.values), registry: registry)
    try replay.advance(to: panel.iteration)
    let samples = try replay.snapshot(count: panel.cloud.count)
    guard samples == panel.cloud.matrix(at: panel.iteration) else {
      throw FigureError.contradicted(figure: figure.id, run: id)
    }
    let fine = grid(frame, value["resolution"].integer)
    guard let heights = try replay.field(at: fine.points)?.heights else {
      throw FigureError.unsuitable(
        figure: figure.id, reason: "the trainer of run \(id) has no potential to show")
    }
    var object: Value = [
      "axes": fine.axes.value, "heights": .list(heights.map { .finite(Double($0)) }),
    ]
    let coarse = grid(frame, value["arrows"].integer)
    if coarse.points.rows > 0, let field = try replay.field(at: coarse.points) {
      object = object.adding("arrow-axes", coarse.axes.value).adding(
        "velocities", .list(field.velocities.elements.map { .finite(Double($0)) }))
    }
    return object
  }

  /// The middles of the cells of a grid, x slowest.
  private func grid(_ frame: Frame, _ count: Int) -> (axes: [[Double]], points: Matrix<Float>) {
    let axes = [0, 1].map { frame.centers($0, count: count) }
    let elements = axes[0].flatMap { x in axes[1].flatMap { [Float(x), Float($0)] } }
    return (axes, Matrix(rows: count * count, columns: 2, elements: elements))
  }
}

/// Fields that were computed, beside the results of their runs; any of them can be made again.
enum KeptField {
  /// The field at `path`; nil where there is none that can be read.
  static func read(_ path: String) -> Value? {
    guard let data = FileManager.default.contents(atPath: path),
      let members = try? JSONDecoder().decode([String: [Double]].self, from: data)
    else { return nil }
    var object: Value = [:]
    for name in ["x", "y", "heights", "arrow-x", "arrow-y", "velocities"] {
      guard let numbers = members[name] else { continue }
      object = object.adding(name, .list(numbers.map(Value.finite)))
    }
    return unflattened(object)
  }

  /// Keeps a field at `path`.
  ///
  /// - Throws: `ResultsError`.
  static func write(_ field: Value, to path: String) throws(ResultsError) {
    var object: Value = ["heights": field["heights"]]
    for (key, names) in [("axes", ["x", "y"]), ("arrow-axes", ["arrow-x", "arrow-y"])] {
      guard let axes = field[key].listOrNil else { continue }
      for (name, axis) in zip(names, axes) { object = object.adding(name, axis) }
    }
    if !field["velocities"].isNull { object = object.adding("velocities", field["velocities"]) }
    try AtomicFile.publish(Array(JSONText.compact(object).utf8), to: path)
  }

  private static func unflattened(_ kept: Value) -> Value {
    var object: Value = [
      "axes": .list([kept["x"], kept["y"]]), "heights": kept["heights"],
    ]
    if !kept["velocities"].isNull {
      object = object.adding("arrow-axes", .list([kept["arrow-x"], kept["arrow-y"]]))
        .adding("velocities", kept["velocities"])
    }
    return object
  }
}
