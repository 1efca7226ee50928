import Foundation
import Results
import Testing

@Suite("A run file")
struct RunFileTests {
  @Test("gives back every number, text and name that was put in")
  func roundTrip() throws {
    let folder = try Folder()
    for shape in [[2], [1, 4, 3], [9]] {
      let record = Sample.run(shape: shape)
      let path = folder.file("run.h5")
      try RunFile.write(record, to: path)
      let read = try RunFile.read(from: path)
      // NaN is not equal to itself, but it is written as NaN.
      #expect("\(read)" == "\(record)")
      #expect(read.samples == record.samples)
      #expect(read.model == record.model)
    }
  }
}
