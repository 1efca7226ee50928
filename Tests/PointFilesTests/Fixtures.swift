import Arrays
import Foundation
import PointFiles
import Testing

/// Files of points that NumPy and h5py wrote; `scripts/dump_point_fixtures.py` makes them.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  /// 4 × 3 numbers, by their place in C order.
  static func matrix(_ element: (Double) -> Double) -> Matrix<Double> {
    Matrix(rows: 4, columns: 3, elements: (0..<12).map { element(Double($0)) })
  }

  static let counts = matrix { $0 }
  static let quarters = matrix { $0 / 4 - 1 }
  static let fractions = matrix { 1 / (1 + $0) }

  /// What the fixtures of an element type hold.
  static func content(of type: String) -> Matrix<Double> {
    switch type {
    case "f2", "f4": quarters
    case "f8": fractions
    default: counts
    }
  }

  static func problem(of name: String) -> PointFileError.Problem? {
    do throws(PointFileError) {
      _ = try PointFile(name).points()
      return nil
    } catch {
      return error.problem
    }
  }
}

/// Does something with a file of these bytes.
func withFile<Result>(_ bytes: [UInt8], _ work: (String) throws -> Result) throws -> Result {
  let url = FileManager.default.temporaryDirectory.appending(path: "points-\(UUID().uuidString)")
  try Data(bytes).write(to: url)
  defer { try? FileManager.default.removeItem(at: url) }
  return try work(url.path)
}
