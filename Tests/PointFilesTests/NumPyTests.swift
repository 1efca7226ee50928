import Arrays
import Foundation
import PointFiles
import Testing

@Suite("NumPy arrays")
struct NumPyTests {
  static let types = ["f2", "f4", "f8", "i2", "i4", "i8", "u2", "u4", "u8"]

  @Test("of every type, byte order and axis order give the numbers that NumPy wrote")
  func types() throws {
    let names =
      ["byte-i1", "byte-u1"]
      + ["little", "big"].flatMap { order in Self.types.map { "\(order)-\($0)" } }
    for name in names.flatMap({ [$0, $0 + "-fortran"] }) {
      let points = try PointFile(Fixtures.path(name + ".npy")).points()
      let type = String(name.split(separator: "-")[1])
      #expect(points == Fixtures.content(of: type), "\(name)")
    }
  }

  @Test("of the format versions 2 and 3 are read too", arguments: ["version2", "version3"])
  func versions(name: String) throws {
    #expect(try PointFile(Fixtures.path(name + ".npy")).points() == Fixtures.fractions)
  }

  @Test("of one axis are points on the line, of three are flattened behind the first")
  func axes() throws {
    let line = try PointFile(Fixtures.path("line.npy")).points()
    #expect(line.rows == 12 && line.columns == 1)
    #expect(line.elements == Fixtures.fractions.elements)
    for name in ["stack.npy", "stack-fortran.npy"] {
      let stack = try PointFile(Fixtures.path(name)).points()
      #expect(stack.rows == 2 && stack.columns == 12)
      let expected = Fixtures.counts.elements + Fixtures.counts.elements.map { 100 + $0 }
      #expect(stack.elements == expected)
      let last = try PointFile(Fixtures.path(name + "[-1]")).points()
      #expect(last == Fixtures.matrix { 100 + $0 })
      #expect(try PointFile(Fixtures.path(name + "[0]")).points() == Fixtures.counts)
    }
  }

  @Test(
    "that hold no finite numbers are refused, with the place",
    arguments: [
      ("nan", .nonFinite(.row(2), "NaN")), ("infinity", .nonFinite(.row(3), "an infinity")),
      ("beyond", .inexact(.row(1), "9007199254740993")), ("boolean", .unknownType("'|b1'")),
      ("complex", .unknownType("'<c16'")), ("text", .unknownType("'<U1'")),
      ("structured", .unknownType("[('x', '<f8'), ('y', '<f8')]")), ("scalar", .noAxes),
      ("no-rows", .empty), ("no-columns", .empty),
    ] as [(String, PointFileError.Problem)])
  func refusals(name: String, problem: PointFileError.Problem) {
    #expect(Fixtures.problem(of: Fixtures.path(name + ".npy")) == problem)
  }

  @Test("have an index from minus their length up to, without, their length")
  func indices() {
    let stack = Fixtures.path("stack.npy")
    for index in [-3, 2, 99] {
      #expect(Fixtures.problem(of: "\(stack)[\(index)]") == .indexOutOfRange(index, count: 2))
    }
  }

  @Test("cut anywhere, or followed by anything, are refused and never misread")
  func damage() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixtures.path("little-f8.npy"))))
    for length in 6..<bytes.count {
      switch try withFile(Array(bytes[..<length]), Fixtures.problem) {
      case .badHeader where length < 128: break
      case .wrongSize(expected: 96, found: length - 128) where length >= 128: break
      case let problem: Issue.record("\(length) bytes: \(String(describing: problem))")
      }
    }
    #expect(
      try withFile(bytes + [0], Fixtures.problem) == .wrongSize(expected: 96, found: 97))
    var version = bytes
    version[6] = 4
    #expect(try withFile(version, Fixtures.problem) == .unknownVersion(major: 4, minor: 0))
  }

  @Test(
    "whose header is not what NumPy writes are refused",
    arguments: [
      "", "{}", "{'descr': '<f8'}", "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2)",
      "{'descr': '<f8', 'fortran_order': 0, 'shape': (1, 2)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1, -2)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2)} x",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), 'shape': (2, 1)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 4)}",
      "{'descr': [('x', '<f8'",
    ])
  func headers(header: String) throws {
    let length = UInt8(header.utf8.count)
    let start = [0x93] + Array("NUMPY".utf8) + [1, 0, length, 0] + Array(header.utf8)
    let problem = try withFile(start + Array(repeating: 0, count: 16), Fixtures.problem)
    guard case .badHeader = problem else {
      Issue.record("\(header): \(String(describing: problem))")
      return
    }
  }
}
