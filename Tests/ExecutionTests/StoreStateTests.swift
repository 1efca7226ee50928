import Execution
import Foundation
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

  @Test("is not believed of an index that makes no sense")
  func damagedIndex() throws {
    let place = try LeaseTests.Place()
    let id = try #require(RunID(place.run))
    try RunFile.write(
      PublicationTests.record(place, .complete), to: place.folder.runFile(place.run))
    for text in [
      "", "gfrun-index 1\n\(id) complete", "gfrun-index 1\n\(id) complete 1 0 0 0 0", "x",
    ] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: place.folder.internals + "/index"))
      #expect(try StoreState(of: place.folder).done == [id])
    }
  }
}

@Suite("Durations as people write them")
struct DurationTextTests {
  @Test(
    "have a unit",
    arguments: [
      ("90s", 90), ("15min", 900), ("2h", 7200), ("1.5d", 129_600), ("250ms", 0.25), ("90", nil),
      ("0s", nil), ("-1s", nil), ("s", nil), ("1e3s", nil), ("1 h", nil), ("1hour", nil),
    ] as [(String, Double?)])
  func units(text: String, seconds: Double?) {
    #expect(DurationText.parse(text).map { $0 / .seconds(1) } == seconds)
  }
}
