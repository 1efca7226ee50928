import Foundation
import HDF5
import Testing

/// Builds a file, reads it back from a disk, and gives its root to `body`.
func roundTrip(
  _ build: (Group) throws -> Void, _ body: (Group) throws -> Void
) throws {
  let file = try File.building("built.h5")
  try build(try file.root())
  let path = FileManager.default.temporaryDirectory.path + "/gfrun-\(UUID().uuidString).h5"
  defer { try? FileManager.default.removeItem(atPath: path) }
  try Data(try file.image()).write(to: URL(filePath: path))
  try body(try File.open(path).root())
}

@Suite("An HDF5 file")
struct FileTests {
  @Test("gives back every kind of number, its extremes included")
  func numbers() throws {
    let floats: [Float] = [0, -0.0, .infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1]
    let doubles = [0, -0.0, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .pi]
    let (words, longs) = ([Int32.min, -1, 0, 1, 2, .max], [Int64.min, -1, 0, 1, 2, .max])
    try roundTrip { root in
      let axis = try root.makeDimension("axis", size: 6)
      try root.write("float", floats, along: [axis])
      try root.write("double", doubles, along: [axis])
      try root.write("int32", words, along: [axis])
      try root.write("int64", longs, along: [axis])
    } _: { root throws in
      #expect(try root.names() == ["axis", "float", "double", "int32", "int64"])
      let read: [Float] = try root.dataset("float").read()
      #expect(read.map(\.bitPattern) == floats.map(\.bitPattern))
      let wide: [Double] = try root.dataset("double").read()
      #expect(wide.map(\.bitPattern) == doubles.map(\.bitPattern))
      #expect(try root.dataset("int32").read(Int32.self) == words)
      #expect(try root.dataset("int64").read(Int64.self) == longs)
      #expect(try root.dataset("int32").read(Int.self) == words.map(Int.init))
      #expect(try root.dataset("double").kind == .float64)
    }
  }

  @Test("keeps arrays of any rank in C order, and reads blocks of them", arguments: 0...5)
  func ranks(rank: Int) throws {
    let shape = Array([2, 3, 1, 4, 2].prefix(rank))
    let values = (0..<shape.reduce(1, *)).map { Float($0) }
    try roundTrip { root in
      var axes: [HDF5.Dimension] = []
      for (axis, size) in shape.enumerated() {
        axes.append(try root.makeDimension("axis\(axis)", size: size))
      }
      try root.write("array", values, along: axes)
    } _: { root throws in
      let array = try root.dataset("array")
      #expect(array.shape == shape)
      #expect(try array.read() == values)
      guard rank > 0 else { return }
      let last: [Float] = try array.read(
        at: [1] + shape.dropFirst().map { _ in 0 }, counts: [1] + shape.dropFirst())
      #expect(last == Array(values.suffix(values.count / 2)))
    }
  }

  @Test("is written block by block, with NaN where nothing was written")
  func blocks() throws {
    try roundTrip { root in
      let (rows, columns) = (
        try root.makeDimension("row", size: 3), try root.makeDimension("column", size: 2)
      )
      let array = try root.makeDataset(
        "array", of: Double.self, along: [rows, columns], storage: Storage(mayMiss: true))
      try array.write([7, 8], at: [1, 0], counts: [1, 2])
      try array.write([9], at: [2, 1], counts: [1, 1])
    } _: { root throws in
      let read: [Double] = try root.dataset("array").read()
      #expect("\(read)" == "[nan, nan, 7.0, 8.0, nan, 9.0]")
      let fill = try root.dataset("array").attributes.value("_FillValue")
      guard case .numbers(let numbers) = fill else {
        Issue.record("no fill value but \(String(describing: fill))")
        return
      }
      #expect(numbers.count == 1 && numbers[0].isNaN)
    }
  }

  @Test(
    "keeps texts: empty, ASCII, UTF-8, long",
    arguments: ["", "plain", "größer ≥ 1 \u{1F300}", String(repeating: "läuft\n", count: 30_000)])
  func texts(text: String) throws {
    try roundTrip { root in
      try root.writeText("text", text)
      try root.attributes.set("text", .text(text))
    } _: { root throws in
      #expect(try root.dataset("text").readText() == text)
      #expect(try root.attributes.text("text") == text)
    }
  }

  @Test("shows a zero in a text, which would end it, as an unprintable character")
  func zeroInText() throws {
    try roundTrip {
      try $0.writeText("text", "a\0b")
    } _: { root throws in
      #expect(try root.dataset("text").readText() == "a\u{FFFD}b")
    }
  }

  @Test("keeps columns of texts of different lengths")
  func columnsOfTexts() throws {
    let texts = ["", "a", "größer"]
    try roundTrip { root in
      let axis = try root.makeDimension("axis", size: 3)
      let length = try root.makeDimension("length", size: 8)
      try root.writeTexts("column", texts, along: axis, length: length)
    } _: { root throws in
      #expect(try root.dataset("column").readTexts() == texts)
    }
  }

  @Test("keeps attributes, in the order they were made")
  func attributes() throws {
    let values: [(String, AttributeValue)] = [
      ("z", .integer(.min)), ("a", .number(-0.1)), ("m", .numbers([1, 2.5])),
      ("b", .integers([3, 4])), ("c", .text("x")), ("e", .numbers([])),
    ]
    try roundTrip { root in
      for (name, value) in values { try root.attributes.set(name, value) }
    } _: { root throws in
      #expect(try root.attributes.names() == values.map(\.0))
      for (name, value) in values { #expect(try root.attributes.value(name) == value) }
      #expect(try root.attributes.value("none") == nil)
      #expect(try root.attributes.number("z") == Double(Int.min))
      #expect(try root.attributes.text("z") == nil)
    }
  }

  @Test("gives the same bytes for the same content")
  func sameBytes() throws {
    func image() throws -> [UInt8] {
      let file = try File.building("built.h5")
      let root = try file.root()
      let axis = try root.makeCoordinate("axis", [1, 2, 3], unlimited: true)
      try root.makeGroup("group").write("values", [1.5, 2.5, 3.5], along: [axis])
      return try file.image()
    }
    #expect(try image() == image())
  }

  @Test("has chunks that fit HDF5's cache")
  func largeArray() throws {
    let values = (0..<600_000).map { Float($0) }
    try roundTrip { root in
      let axes = [
        try root.makeDimension("a", size: 3), try root.makeDimension("b", size: 200_000),
      ]
      try root.write("array", values, along: axes)
    } _: { root throws in
      #expect(try root.dataset("array").read() == values)
    }
  }
}
