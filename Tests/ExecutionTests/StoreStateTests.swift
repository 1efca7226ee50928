import Execution
import Foundation
import Glibc
import Planning
import Results
import Testing

@Suite("What a folder holds")
struct StoreStateTests {
  @Test("is seen anew where a file changed, and remembered where none did")
  func index() throws {
    let place = try LeaseTests.Place()
    let id = try #require(RunID(place.run))
    let path = place.folder.runFile(place.run)
    #expect(try StoreState(of: place.folder).done.isEmpty)
    try RunFile.write(PublicationTests.record(place, .running), to: path)
    #expect(try StoreState(of: place.folder).parts[id]?.status == .running)
    try RunFile.write(PublicationTests.record(place, .complete), to: path)
    #expect(try StoreState(of: place.folder).done == [id])
    let index = place.folder.internals + "/index"
    let kept = try Data(contentsOf: URL(fileURLWithPath: index))
    #expect(try StoreState(of: place.folder).done == [id])
    #expect(try Data(contentsOf: URL(fileURLWithPath: index)) == kept)
    try Data("torn".utf8).write(to: URL(fileURLWithPath: path))
    let state = try StoreState(of: place.folder)
    #expect(state.done.isEmpty && state.problems[id] == .notHDF5(path: path))
  }

  @Test("is known of a result without opening it, from the one who published it")
  func journal() throws {
    let place = try LeaseTests.Place()
    let id = try #require(RunID(place.run))
    let path = place.folder.runFile(place.run)
    let index = place.folder.internals + "/index"
    let publication = Publication(in: place.folder)
    _ = try publication.publish(PublicationTests.record(place, .running), under: nil)
    #expect(!FileManager.default.fileExists(atPath: index), "a part changes soon")
    _ = try publication.publish(PublicationTests.record(place, .complete), under: nil)
    var status = stat()
    #expect(unsafe stat(path, &status) == 0)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.write(contentsOf: Data("not HDF5 any more".utf8))
    try file.close()
    var times = [status.st_atim, status.st_mtim]
    #expect(unsafe utimensat(AT_FDCWD, path, &times, 0) == 0)
    let state = try StoreState(of: place.folder)
    #expect(state.done == [id] && state.problems.isEmpty && state.seconds[id] == 1)
    let kept = try String(contentsOfFile: index, encoding: .utf8)
    #expect(kept.split(separator: "\n").count == 2)
  }

  @Test("is not believed of an index that makes no sense")
  func damagedIndex() throws {
    let place = try LeaseTests.Place()
    let id = try #require(RunID(place.run))
    try RunFile.write(
      PublicationTests.record(place, .complete), to: place.folder.runFile(place.run))
    for text in [
      "", "gfrun-index 2\n\(id) running", "gfrun-index 2\n\(id) running 1 1.0 0 0 0 0", "x",
      "gfrun-index 1\n\(id) running 1 0 0 0 0",
    ] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: place.folder.internals + "/index"))
      #expect(try StoreState(of: place.folder).done == [id])
    }
  }
}
