import Arrays
import PointFiles
import Testing

@Suite("HDF5 datasets")
struct HDF5PointTests {
  private static let file = Fixtures.path("points.h5")

  @Test(
    "of any number type that h5py writes give its numbers",
    arguments: ["f4", "f8", "f2", "i2", "u1", "u8", "group/inner/doubles"])
  func types(name: String) throws {
    let type = name.hasSuffix("doubles") ? "f8" : name
    #expect(try PointFile("\(Self.file):/\(name)").points() == Fixtures.content(of: type))
    #expect(try PointFile("\(Self.file):\(name)").points() == Fixtures.content(of: type))
  }

  @Test("take an index along their first axis and flatten what is behind it")
  func axes() throws {
    let stack = try PointFile(Self.file + ":/stack").points()
    #expect(stack.rows == 2 && stack.columns == 12)
    for index in [1, -1] {
      #expect(
        try PointFile("\(Self.file):/stack[\(index)]").points() == Fixtures.matrix { 100 + $0 })
    }
    #expect(try PointFile(Self.file + ":/stack[-2]").points() == Fixtures.counts)
    #expect(Fixtures.problem(of: Self.file + ":/stack[2]") == .indexOutOfRange(2, count: 2))
  }

  @Test(
    "that hold no finite numbers are refused, with the place",
    arguments: [
      ("nan", .nonFinite(.row(2), "NaN")), ("scalar", .noAxes),
      ("beyond", .inexact(.row(1), "an integer beyond 2^53")),
      ("greatest", .inexact(.row(1), "an integer beyond 2^53")),
      ("text", .unknownType("other than numbers")), ("boolean", .unknownType("other than numbers")),
    ] as [(String, PointFileError.Problem)])
  func refusals(name: String, problem: PointFileError.Problem) {
    #expect(Fixtures.problem(of: "\(Self.file):/\(name)") == problem)
  }

  @Test(
    "that are missing are named beside those that exist", arguments: ["/absent", "/group", "/f4/x"])
  func missing(name: String) throws {
    guard case .noDataset(name, let existing)? = Fixtures.problem(of: Self.file + ":" + name) else {
      Issue.record("no complaint about \(name)")
      return
    }
    #expect(existing.contains("/group/inner/doubles (4×3)") && existing.contains("/stack (2×4×3)"))
    #expect(!existing.contains { $0.hasPrefix("/text") || $0.hasPrefix("/scalar") })
  }

  @Test("must be named; other files have none")
  func names() throws {
    guard case .noDataset(nil, _)? = Fixtures.problem(of: Self.file) else {
      Issue.record("a file without a dataset's name was accepted")
      return
    }
    #expect(
      Fixtures.problem(of: Fixtures.path("line.npy") + ":/x") == .noHDF5(dataset: "/x"))
    #expect(Fixtures.problem(of: "/absent/run.h5:/target[-1]") == .system(code: 2))
    #expect(Fixtures.problem(of: "/tmp") == .isDirectory)
  }
}
