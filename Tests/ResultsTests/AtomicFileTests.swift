import Foundation
import Glibc
import Results
import Testing

@Suite("A file that is published")
struct AtomicFileTests {
  @Test("takes the place of what was there, and leaves nothing beside it")
  func replaces() throws {
    let folder = try Folder()
    for bytes in [[1, 2, 3], [], [UInt8](repeating: 7, count: 3_000_000)] as [[UInt8]] {
      try AtomicFile.publish(bytes, to: folder.file("file"))
      #expect(try folder.bytes("file") == bytes)
    }
    #expect(try folder.names() == ["file"])
  }

  @Test("cannot be created in a folder that is missing")
  func missingFolder() throws {
    let folder = try Folder()
    let path = folder.file("none/run.h5")
    #expect(throws: ResultsError.cannotWrite(operation: "create", path: path, code: ENOENT)) {
      try RunFile.write(Sample.run(), to: path)
    }
    #expect(try folder.names().isEmpty)
  }

  @Test("is written once more where somebody with another clock takes its first part for garbage")
  func cleanedAway() throws {
    let folder = try Folder()
    try AtomicFile.publish([1, 2], to: folder.file("file")) { replace throws(ResultsError) in
      for name in (try? folder.names()) ?? [] where AtomicFile.isTemporary(name) {
        unsafe unlink(folder.file(name))
      }
      try replace()
    }
    #expect(try folder.bytes("file") == [1, 2])
    #expect(try folder.names() == ["file"])
  }

  @Test("does not take the place of a folder")
  func overFolder() throws {
    let folder = try Folder()
    let path = folder.file("taken")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: ResultsError.cannotWrite(operation: "replace", path: path, code: EISDIR)) {
      try AtomicFile.publish([1], to: path)
    }
    #expect(try folder.names() == ["taken"])
  }

  @Test("is refused by a read-only folder", .enabled(if: geteuid() != 0, "root may write anywhere"))
  func readOnlyFolder() throws {
    let folder = try Folder()
    try AtomicFile.publish([1], to: folder.file("file"))
    try unsafe #require(chmod(folder.path, 0o555) == 0)
    defer { unsafe chmod(folder.path, 0o755) }
    let path = folder.file("file")
    #expect(throws: ResultsError.cannotWrite(operation: "create", path: path, code: EACCES)) {
      try AtomicFile.publish([2], to: path)
    }
    #expect(try folder.bytes("file") == [1])
  }

  @Test("stays as it was where the disk is full", .enabled(if: SmallDisk.isPossible, "needs root"))
  func fullDisk() throws {
    let disk = try SmallDisk(kilobytes: 256)
    let path = disk.folder.file("run.h5")
    try RunFile.write(Sample.run(), to: path)
    let before = try disk.folder.bytes("run.h5")
    #expect(throws: ResultsError.cannotWrite(operation: "write", path: path, code: ENOSPC)) {
      try RunFile.write(Sample.run(count: 50_000), to: path)
    }
    #expect(try disk.folder.names() == ["run.h5"])
    #expect(try disk.folder.bytes("run.h5") == before)
  }

  @Test("is whole at every moment, for readers beside several writers")
  func readersBesideWriters() async throws {
    let folder = try Folder()
    let path = folder.file("run.h5")
    try RunFile.write(Sample.run(seed: 0), to: path)
    try await withThrowingTaskGroup { group in
      for writer in 0..<3 {
        group.addTask {
          for turn in 0..<20 {
            try RunFile.write(Sample.run(seed: 3 * turn + writer, count: 500), to: path)
          }
        }
      }
      for _ in 0..<3 {
        group.addTask { () throws in
          for _ in 0..<20 { #expect(try RunFile.damaged(in: path).isEmpty) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try folder.names() == ["run.h5"])
  }

  @Test("is told from what a killed writer leaves behind")
  func temporaryNames() {
    #expect(AtomicFile.isTemporary(".run.h5.1a2b.gfrun-part"))
    #expect(!AtomicFile.isTemporary("run.h5"))
  }
}

/// A disk that is soon full: a small tmpfs.
private final class SmallDisk {
  let folder: Folder

  static let isPossible = geteuid() == 0 && (try? SmallDisk(kilobytes: 64)) != nil

  init(kilobytes: Int) throws {
    folder = try Folder()
    let status = unsafe mount("tmpfs", folder.path, "tmpfs", 0, "size=\(kilobytes)k")
    guard status == 0 else { throw POSIXError(.EPERM) }
  }

  deinit { unsafe umount(folder.path) }
}
