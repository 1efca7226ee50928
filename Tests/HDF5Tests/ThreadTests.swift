import HDF5
import Testing

@Suite("Several threads")
struct ThreadTests {
  @Test("build and read files at once, each its own, errors among them")
  func manyThreads() async throws {
    try await withThrowingTaskGroup { group in
      for task in 0..<8 {
        group.addTask {
          for turn in 0..<10 {
            let values = (0..<500).map { Double($0 * task + turn) }
            try roundTrip { root in
              let axis = try root.makeCoordinate("axis", Array(0..<500))
              try root.write("values", values, along: [axis])
            } _: { root throws in
              #expect(try root.dataset("values").read() == values)
              let error = #expect(throws: HDF5Error.self) { try root.dataset("none\(task)") }
              #expect(error?.path.hasSuffix("none\(task)") == true)
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
