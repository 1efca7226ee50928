package import Specification

/// Prepares the kind `pairing`: points on the line, their partners, and how far rows are apart.
package struct PairingJob {
  private let figure: FigureRequest

  /// The figure with the coordinates it gives.
  package init(figure: FigureRequest) { self.figure = figure }

  /// What the drawing program is told.
  package func job() -> Value {
    let value = figure.value
    let rows = value["rows"].list.map { $0["values"].numbers }
    let goal = rows[rows.count - 1]
    let start = PairingJob.distance(rows[rows.count - 2], goal)
    let panels = value["panels"].list.map { panel -> Value in
      [
        "title": panel["title"], "marks": panel["marks"],
        "distance": .number(PairingJob.distance(panel["marks"].numbers, goal)),
      ]
    }
    return ["rows": value["rows"], "panels": .list(panels), "start": .number(start)]
  }

  /// W1 between as many points on the line: the mean distance of the sorted ones.
  static func distance(_ a: [Double], _ b: [Double]) -> Double {
    let gaps = zip(a.sorted(), b.sorted()).map { abs($0 - $1) }
    return gaps.reduce(0, +) / Double(gaps.count)
  }
}
