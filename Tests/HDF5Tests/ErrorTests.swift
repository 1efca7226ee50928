import Foundation
import HDF5
import Testing

@Suite("An HDF5 error")
struct ErrorTests {
  @Test("names the operation, the file with the object, and HDF5's own reason")
  func missingDataset() throws {
    try roundTrip {
      try $0.makeGroup("group").attributes.set("a", .integer(1))
    } _: { root throws in
      let error = #expect(throws: HDF5Error.self) { try root.group("group").dataset("w1") }
      #expect(error?.operation == "open dataset")
      #expect(error?.path.hasSuffix(".h5:/group/w1") == true)
      #expect(error?.reason.contains("doesn't exist") == true, "\(String(describing: error))")
    }
  }

  @Test("says what the operating system said")
  func missingFile() throws {
    let error = #expect(throws: HDF5Error.self) { try File.open("/nowhere/at/all.h5") }
    #expect(error?.reason.contains("No such file or directory") == true)
    #expect(error?.description.hasPrefix("cannot open '/nowhere/at/all.h5': ") == true)
  }

  @Test("tells of a name that is taken")
  func nameTaken() throws {
    let root = try File.building("built.h5").root()
    _ = try root.makeGroup("group")
    let error = #expect(throws: HDF5Error.self) { try root.makeGroup("group") }
    #expect(error?.reason.contains("already exists") == true, "\(String(describing: error))")
  }

  @Test("tells of a text where numbers were wanted, and the other way round")
  func wrongKind() throws {
    try roundTrip { root in
      try root.writeText("text", "x")
      try root.write("number", [1.0], along: [try root.makeDimension("axis", size: 1)])
    } _: { root throws in
      let text = #expect(throws: HDF5Error.self) { try root.dataset("text").read(Double.self) }
      #expect(text?.reason == "it holds no numbers")
      let number = #expect(throws: HDF5Error.self) { try root.dataset("number").readText() }
      #expect(number?.reason == "it is no text")
    }
  }

  /// The value that `lookup3.c` gives for its own example.
  @Test("cannot come from a wrong superblock checksum: the hash is Jenkins'")
  func checksum() {
    let text = Array("Four score and seven years ago".utf8)
    #expect(Superblock.lookup3(text[...]) == 0x1777_0551)
    #expect(Superblock.lookup3([]) == 0xDEAD_BEEF)
  }
}
