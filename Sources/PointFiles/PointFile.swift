package import Arrays
internal import HDF5

/// A file of points, as it is named on the command line.
///
/// It is told from its first bytes what it is: an array of NumPy (`.npy`), an HDF5 file, whose dataset
/// the name gives, or text with a point a line. An index in brackets takes one element along the
/// first axis of an array, from the end where it is negative: `run.h5:/samples[-1]`. The first axis
/// of what is left counts the points, all others are their coordinates, in C order; with one axis
/// the points are on the line.
package struct PointFile: Sendable {
  /// The name, as it was written.
  package let name: String

  /// The file of that name; `-` is standard input.
  package init(_ name: String) {
    self.name = name
  }

  /// Whether it is standard input.
  package var isStandardInput: Bool { name == "-" }

  /// Reads the points.
  ///
  /// - Returns: shape [count, dimension], finite, at least one of each; every number of the file
  ///   exactly, or for text the double nearest to it.
  /// - Throws: `PointFileError` where the file cannot be read or holds anything else.
  package func points() throws(PointFileError) -> Matrix<Double> {
    do throws(PointFileError.Problem) {
      return try read()
    } catch {
      throw PointFileError(name: isStandardInput ? "standard input" : name, problem: error)
    }
  }

  private func read() throws(PointFileError.Problem) -> Matrix<Double> {
    guard !isStandardInput, !FileBytes.exists(name) else {
      return try points(in: name, dataset: nil, index: nil)
    }
    let reference = PointReference(name)
    return try points(in: reference.path, dataset: reference.dataset, index: reference.index)
  }

  private func points(
    in path: String, dataset: String?, index: Int?
  ) throws(PointFileError.Problem) -> Matrix<Double> {
    let file = try FileBytes.open(isStandardInput ? nil : path)
    if file.isHDF5 {
      guard !isStandardInput else { throw .unknownFormat("an HDF5 file, which needs a name") }
      return try HDF5Points(path: path).array(dataset, index: index).points()
    }
    if let dataset { throw .noHDF5(dataset: dataset) }
    let bytes = try file.readAll()
    if NumPyArray.isNumPy(bytes) {
      let array = try NumPyArray(bytes).array
      guard let index else { return try array.points() }
      return try array.element(at: index).points()
    }
    if index != nil { throw .indexIntoText }
    return try DelimitedText(bytes).points()
  }
}

/// The parts of a name: `run.h5`, `/samples`, -1.
struct PointReference {
  private(set) var path: String
  private(set) var dataset: String?
  private(set) var index: Int?

  init(_ name: String) {
    path = name
    if name.hasSuffix("]"), let bracket = name.lastIndex(of: "["),
      let number = Int(name[name.index(after: bracket)...].dropLast())
    {
      index = number
      path = String(name[..<bracket])
    }
    if let colon = path.lastIndex(of: ":"), colon != path.startIndex {
      let rest = path[path.index(after: colon)...]
      dataset = String(rest)
      path = String(path[..<colon])
    }
  }
}
