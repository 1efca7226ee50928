import Foundation
import Results
import Testing

@Suite("The checkpoint in a run file")
struct CheckpointTests {
  static let checkpoint = CheckpointRecord(
    iteration: 7, trainingSeconds: 1.5, program: "0123456789abcdef",
    arrays: [
      StateArray(
        name: "a/moment1", content: .floats([1, -0.0, .infinity, .leastNonzeroMagnitude])),
      StateArray(name: "a moment1", content: .doubles([.pi])),
      StateArray(name: "empty", content: .floats([])),
      StateArray(name: "steps", content: .integers([.max, .min, 0, 3])),
    ])

  static func run() -> RunRecord {
    var run = Sample.run()
    run.status = .running
    run.checkpoint = checkpoint
    return run
  }

  @Test("comes back as it was, beside results that any reader can read")
  func roundTrip() throws {
    let folder = try Folder()
    let path = folder.file("run.h5")
    try RunFile.write(Self.run(), to: path)
    #expect(try RunFile.read(from: path).checkpoint == Self.checkpoint)
    #expect(try RunFile.damaged(in: path).isEmpty)
    #expect(try RunFile.outline(of: path).status == .running)
  }

  @Test("leaves no trace in the file of a run that has ended")
  func noTrace() throws {
    let folder = try Folder()
    try RunFile.write(Sample.run(), to: folder.file("a.h5"))
    var run = Self.run()
    (run.checkpoint, run.status) = (nil, Sample.run().status)
    try RunFile.write(run, to: folder.file("b.h5"))
    #expect(try folder.bytes("a.h5") == folder.bytes("b.h5"))
  }

  @Test("is not believed once a byte of it has changed")
  func changedBytes() throws {
    let folder = try Folder()
    let path = folder.file("run.h5")
    var run = Self.run()
    let marker: [Float] = (0..<512).map { Float($0) + 0.123 }
    run.checkpoint?.arrays.append(StateArray(name: "marker", content: .floats(marker)))
    try RunFile.write(run, to: path)
    var bytes = try folder.bytes("run.h5")
    // Shuffled by bytes and deflated without compression: the low bytes lie side by side.
    let low = marker.map { UInt8(truncatingIfNeeded: $0.bitPattern) }
    let place = try #require(
      bytes.indices.first { Array(bytes[$0...].prefix(low.count)) == low })
    bytes[place + 3] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(throws: ResultsError.self) { try RunFile.read(from: path) }
    #expect(try RunFile.damaged(in: path) == ["checkpoint/state_4"])
  }
}
