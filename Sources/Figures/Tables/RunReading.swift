import Results
import Specification

/// The numbers of one run that a table reads.
struct RunReading {
  /// The name of the seconds of training.
  static let wallTime = "wall-time"

  private let series: [(name: String, iterations: [Int], values: [Double])]

  init(_ path: String) throws(ResultsError) {
    let metrics = try RunFile.metrics(of: path)
    let training = try RunFile.training(of: path)
    series =
      metrics.series.map { ($0.name, metrics.iterations, $0.values) }
      + training.series.map { ("training/\($0.name)", training.iterations, $0.values) }
      + [(Self.wallTime, metrics.iterations, metrics.wallTime)]
  }

  var names: [String] { series.map(\.name) }

  /// The number that a series contributes; not a number where it has none there, nil for no such series.
  func number(_ name: String, at place: Value) -> Double? {
    guard let (_, iterations, values) = series.first(where: { $0.name == name }) else { return nil }
    switch place {
    case .string("best"): return values.filter(\.isFinite).min() ?? .nan
    case .integer(let iteration):
      return iterations.firstIndex(of: iteration).map { values[$0] } ?? .nan
    case .list(let ends):
      let window = zip(iterations, values).filter {
        ends[0].integer <= $0.0 && $0.0 <= ends[1].integer
      }.map(\.1)
      return window.isEmpty ? .nan : window.reduce(0, +) / Double(window.count)
    default: return values.last ?? .nan
    }
  }
}
