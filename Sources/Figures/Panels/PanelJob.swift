import Planning
import Results
import Specification

/// What the figures that show runs at their snapshots have in common: panels, clouds, a frame.
struct PanelJob {
  /// One panel that has something to show.
  struct Content {
    let item: FinishedRuns.Item
    let iteration: Int
    let cloud: SnapshotClouds
  }

  let figure: FigureRequest
  let runs: FinishedRuns
  let layout: SnapshotPanels
  /// The part of the plane that all panels show.
  let frame: Frame
  private let clouds: [String: SnapshotClouds]

  /// Lays out the panels and reads their runs.
  ///
  /// - Throws: `FigureError` where panels would mix runs or lack what is asked for; `ResultsError`.
  init(_ figure: FigureRequest, _ runs: FinishedRuns) throws {
    self.figure = figure
    self.runs = runs
    layout = try SnapshotPanels(figure, runs)
    let coordinates = figure.value["coordinates"].numbersOrNil?.map { Int($0) } ?? [0, 1]
    var clouds: [String: SnapshotClouds] = [:]
    for item in layout.panels.compactMap(\.run) where clouds[item.run.id.description] == nil {
      let cloud = try SnapshotClouds(of: runs.file(of: item), coordinates: coordinates)
      guard cloud.hasCoordinates else {
        throw FigureError.unsuitable(
          figure: figure.id, reason: "its samples have no coordinates beyond \(cloud.width - 1)")
      }
      clouds[item.run.id.description] = cloud
    }
    self.clouds = clouds
    let widths = Set(clouds.values.map(\.width))
    guard widths.count < 2 || !widths.contains(1) else {
      throw FigureError.unsuitable(
        figure: figure.id, reason: "it would show the line and the plane side by side")
    }
    let shown = layout.panels.compactMap { panel -> [[Double]]? in
      guard let run = panel.run, let cloud = clouds[run.run.id.description] else { return nil }
      let target = cloud.target(limit: 5000)
      return target.isEmpty
        ? panel.iteration.flatMap { cloud.samples(at: $0, limit: 5000) } : target
    }
    let value = figure.value
    frame = Frame(
      around: Array(shown.joined()), asked: [value["x-limits"], value["y-limits"]])
  }

  /// What the drawing program is told: each panel with what `content` adds, or why it is empty.
  func panels(_ content: (Content) throws -> Value) throws -> Value {
    .list(
      try layout.panels.map { panel in
        var members: [Value.Object.Member] = [
          .init(key: "row", value: .integer(panel.row)),
          .init(key: "column", value: .integer(panel.column)),
          .init(key: "title", value: .string(panel.title)),
          .init(key: "series", value: .integer(panel.series)),
        ]
        if let run = panel.run, let iteration = panel.iteration,
          let cloud = clouds[run.run.id.description]
        {
          let shown = Content(item: run, iteration: iteration, cloud: cloud)
          members += try content(shown).object.members
        } else {
          let note = panel.run == nil ? "no finished run" : "no snapshot"
          members.append(.init(key: "note", value: .string(note)))
        }
        return .object(Value.Object(members))
      })
  }

  /// The whole content: panels, labels and frame, with what `others` adds.
  func content(_ panels: Value, _ others: Value = [:]) -> Value {
    let common: Value = [
      "panels": panels, "rows": .list(layout.rowLabels.map(Value.string)),
      "columns": .list(layout.columnLabels.map(Value.string)), "frame": frame.value,
    ]
    return .object(Value.Object(common.object.members + others.object.members))
  }
}

/// Clouds that panels share, each written down once.
struct SharedClouds {
  private(set) var clouds: [Value] = []
  private var places: [[[Double]]: Int] = [:]

  /// The number of a cloud among all.
  mutating func place(of cloud: [[Double]]) -> Value {
    if let place = places[cloud] { return .integer(place) }
    places[cloud] = clouds.count
    clouds.append(cloud.value)
    return .integer(clouds.count - 1)
  }
}
