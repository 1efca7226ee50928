import Arrays
package import Results
import Specification

/// The samples of a run at its snapshots, as a figure takes them: some rows, two coordinates.
package struct SnapshotClouds {
  private let record: SampleRecord
  private let coordinates: [Int]

  /// The samples of the run file at `path`, in the given coordinates.
  ///
  /// - Throws: `ResultsError`.
  package init(of path: String, coordinates: [Int]) throws(ResultsError) {
    record = try RunFile.samples(of: path)
    let width = record.width
    self.coordinates = width == 1 ? [0] : coordinates
  }

  /// The numbers of one sample.
  var width: Int { record.width }

  /// The iterations of the snapshots.
  var iterations: [Int] { record.iterations }

  /// How many samples a snapshot has.
  var count: Int { record.count }

  /// Whether the samples have the coordinates that are asked for.
  var hasCoordinates: Bool { coordinates.allSatisfy { $0 < width } }

  /// The first `limit` samples of a snapshot; nil where the run has none.
  package func samples(at iteration: Int, limit: Int) -> [[Double]]? {
    guard let snapshot = record.iterations.firstIndex(of: iteration), record.count > 0 else {
      return nil
    }
    let start = snapshot * record.count * width
    return cloud(record.snapshots[start..<start + record.count * width], limit)
  }

  /// All samples of a snapshot, all coordinates, row by row.
  func matrix(at iteration: Int) -> Matrix<Float>? {
    guard let snapshot = record.iterations.firstIndex(of: iteration) else { return nil }
    let size = record.count * width
    return Matrix(
      rows: record.count, columns: width,
      elements: Array(record.snapshots[snapshot * size..<(snapshot + 1) * size]))
  }

  /// The first `limit` draws of the target.
  func target(limit: Int) -> [[Double]] { cloud(record.target[...], limit) }

  /// The chosen coordinates of the first rows of a cloud.
  func cloud(_ elements: ArraySlice<Float>, _ limit: Int) -> [[Double]] {
    let count = min(limit, elements.count / max(width, 1))
    return (0..<count).map { row in
      coordinates.map { Self.short(elements[elements.startIndex + row * width + $0]) }
    }
  }

  /// A number in double precision with no more digits than it has in single.
  private static func short(_ number: Float) -> Double {
    Double(number.description) ?? Double(number)
  }
}

extension [[Double]] {
  /// The rows as lists of numbers.
  var value: Value { .list(map { .list($0.map(Value.finite)) }) }
}
