internal import Glibc

/// Why a file gives no points.
package struct PointFileError: Error, Equatable, Sendable {
  /// What the user called the file.
  package let name: String
  /// What is wrong with it.
  package let problem: Problem

  /// What can be wrong with a file.
  package enum Problem: Error, Equatable, Sendable {
    // The file.
    case system(code: Int32)
    case isDirectory
    case unknownFormat(String)

    // An array.
    case badHeader(String)
    case unknownVersion(major: Int, minor: Int)
    case unknownType(String)
    case wrongSize(expected: Int, found: Int)
    case noHDF5(dataset: String)
    case noDataset(String?, existing: [String])
    case hdf5(String)
    case noAxes
    case indexOutOfRange(Int, count: Int)
    case indexIntoText

    // The numbers.
    case empty
    case nonFinite(Place, String)
    case inexact(Place, String)
    case notNumber(line: Int, field: Int, text: String)
    case missingNumber(line: Int, field: Int)
    case ragged(line: Int, expected: Int, found: Int)
    case emptyLine(Int)
    case decimalComma(line: Int, text: String)
  }

  /// Where a number is.
  package enum Place: Equatable, Sendable {
    /// The row of an array, counted from 0 as NumPy does.
    case row(Int)
    /// The line of a text, counted from 1 as editors do.
    case line(Int)
  }
}

extension PointFileError: CustomStringConvertible {
  /// One sentence: the file, the place in it, what is there and what was expected.
  package var description: String {
    switch problem {
    case .system(let code): "cannot read '\(name)': \(Self.text(of: code))"
    case .isDirectory: "'\(name)' is a directory; expected a file of points"
    default: "'\(name)': \(problem.words)"
    }
  }

  private static func text(of code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}

extension PointFileError.Problem {
  fileprivate var words: String {
    switch self {
    case .system, .isDirectory: ""
    case .unknownFormat(let found):
      "this is \(found); expected a NumPy array (.npy), an HDF5 dataset (file.h5:/dataset) or text with a point a line"
    case .badHeader(let reason): "the NumPy header is damaged: \(reason)"
    case .unknownVersion(let major, let minor):
      "NumPy format version \(major).\(minor) is not known; expected 1.0, 2.0 or 3.0"
    case .unknownType(let type):
      "the elements are of type \(type); expected floating-point numbers or integers of at most 64 bits"
    case .wrongSize(let expected, let found) where found < expected:
      "the array ends after \(found) of \(expected) bytes: the file is truncated"
    case .wrongSize(let expected, let found):
      "\(found - expected) bytes follow the array; expected one array"
    case .noHDF5(let dataset): "this is no HDF5 file and has no dataset '\(dataset)'"
    case .noDataset(let asked, let existing): Self.missing(asked, existing)
    case .hdf5(let reason): reason
    case .noAxes: "this is a single number; expected an array with a point a row"
    case .indexOutOfRange(let index, let count):
      "index \(index) is out of range: the first axis has \(count) elements"
    case .indexIntoText: "an index in brackets is for arrays, and this is text"
    default: numberWords
    }
  }

  private var numberWords: String {
    switch self {
    case .nonFinite(let place, let value): "\(place.words) holds \(value); expected finite numbers"
    case .inexact(let place, let value):
      "\(place.words) holds \(value), which double precision cannot represent"
    case .notNumber(let line, let field, let text):
      "line \(line), value \(field): '\(text)' is not a number"
    case .missingNumber(let line, let field): "line \(line), value \(field): the number is missing"
    case .ragged(let line, let expected, let found):
      "line \(line) has \(Self.values(found)), the lines before have \(expected)"
    case .emptyLine(let line): "line \(line) is empty, but more points follow"
    case .decimalComma(let line, let text):
      "line \(line): '\(text)' has a decimal comma; expected a decimal point"
    default: "there are no points"
    }
  }

  private static func missing(_ asked: String?, _ existing: [String]) -> String {
    let names =
      existing.isEmpty
      ? "the file has no datasets" : "the file has " + existing.joined(separator: ", ")
    guard let asked else { return "name a dataset, as in file.h5:/dataset; \(names)" }
    return "there is no dataset '\(asked)'; \(names)"
  }

  private static func values(_ count: Int) -> String {
    count == 1 ? "1 value" : "\(count) values"
  }
}

extension PointFileError.Place {
  fileprivate var words: String {
    switch self {
    case .row(let row): "row \(row) (counted from 0)"
    case .line(let line): "line \(line)"
    }
  }
}
