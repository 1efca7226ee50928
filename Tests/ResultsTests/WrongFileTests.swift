import Foundation
import Glibc
import HDF5
import Results
import Testing

@Suite("A file that is no run file")
struct WrongFileTests {
  /// The error of reading what `make` puts at a path.
  private func error(_ make: (String) throws -> Void) throws -> (ResultsError, path: String) {
    let folder = try Folder()
    let path = folder.file("file.h5")
    try make(path)
    // Everything that reads must say the same.
    let error = try #require(throws: ResultsError.self) { try RunFile.read(from: path) }
    #expect(throws: error) { try RunFile.summary(of: path) }
    #expect(throws: error) { try RunFile.digests(of: path) }
    return (error, path)
  }

  private func write(_ text: String, _ path: String) throws {
    try AtomicFile.publish(Array(text.utf8), to: path)
  }

  @Test("is missing")
  func missing() throws {
    let (error, path) = try error { _ in }
    #expect(error == .unreadable(path: path, code: ENOENT))
    #expect(error.description == "cannot read '\(path)': No such file or directory")
  }

  @Test("is a folder")
  func directory() throws {
    let (error, path) = try error {
      try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: false)
    }
    #expect(error == .unreadable(path: path, code: EISDIR))
  }

  @Test("is empty, or text", arguments: ["", "name: ring\n", "\u{89}HDF"])
  func noHDF5(text: String) throws {
    let (error, path) = try error { try write(text, $0) }
    #expect(error == .notHDF5(path: path))
  }

  @Test("is truncated, wherever", arguments: [9, 48, 100, -20_000, -2_000, -100, -1])
  func truncated(length: Int) throws {
    let (error, path) = try error { path in
      try RunFile.write(Sample.run(), to: path)
      let bytes = try Data(contentsOf: URL(filePath: path))
      let kept = length > 0 ? length : bytes.count + length
      try #require(kept > 0)
      try AtomicFile.publish(Array(bytes.prefix(kept)), to: path)
    }
    guard case .damaged(path, _) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test("is HDF5, but somebody else's")
  func foreign() throws {
    let (error, path) = try error { path in
      let file = try File.building(path)
      try file.root().makeGroup("theirs").attributes.set("answer", .integer(42))
      try AtomicFile.publish(try file.image(), to: path)
    }
    #expect(error == .foreign(path: path, expected: "run", found: nil))
  }

  @Test("is a sweep file")
  func sweep() throws {
    let (error, path) = try error { path in
      try SweepFile.write(
        [SweepRow(runID: "0", seed: 1, file: nil)], heading: Sample.heading, to: path)
    }
    #expect(error == .foreign(path: path, expected: "run", found: "sweep"))
    #expect(error.description == "'\(path)' is no run file of gfrun: it calls itself 'sweep'")
  }

  @Test("is of a newer format")
  func newer() throws {
    let (error, path) = try error { path in
      let file = try File.building(path)
      let attributes = try file.root().attributes
      try attributes.set("gfrun_format", .text("run"))
      try attributes.set("gfrun_format_version", .text("2.1"))
      try AtomicFile.publish(try file.image(), to: path)
    }
    #expect(error == .newer(path: path, version: "2.1"))
  }

  @Test("lacks what a run file has, and names it")
  func incomplete() throws {
    let folder = try Folder()
    let path = folder.file("file.h5")
    let file = try File.building(path)
    let attributes = try file.root().attributes
    try attributes.set("gfrun_format", .text("run"))
    try attributes.set("gfrun_format_version", .text("1.0"))
    try AtomicFile.publish(try file.image(), to: path)
    let reason = "cannot read '/': the attribute 'experiment' is missing"
    #expect(throws: ResultsError.damaged(path: path, reason: reason)) {
      try RunFile.read(from: path)
    }
  }

  @Test("has a changed byte in its samples: the checksum of the chunk tells")
  func changedByte() throws {
    let folder = try Folder()
    let path = folder.file("file.h5")
    var run = Sample.run(count: 20_000)
    (run.metrics, run.training, run.model) = (MetricRecord(), TrainingRecord(), [])
    try RunFile.write(run, to: path)
    var bytes = try folder.bytes("file.h5")
    // The samples are nearly all of the file.
    bytes[bytes.count / 2] ^= 0x10
    try AtomicFile.publish(bytes, to: path)
    let error = #expect(throws: ResultsError.self) { try RunFile.read(from: path) }
    #expect(error?.description.contains("/samples'") == true, "\(String(describing: error))")
    #expect(try RunFile.damaged(in: path) == ["samples"])
    #expect(try RunFile.summary(of: path).seed == 7)
  }
}
