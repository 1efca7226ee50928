import Foundation
import HDF5
import Results
import Testing

@Suite("A sweep file")
struct SweepFileTests {
  @Test("has one row per planned run, with what it found at the end")
  func table() throws {
    let folder = try Folder()
    let table = try SweepFile.readTable(from: try Sample.sweep(in: folder))
    #expect(table.experiment == "ring" && table.created == Sample.heading.created)
    #expect(
      table.sweptPaths == ["flow.persistency", "flow.step", "flow.kind", "seed", "final.w1"])
    #expect(table.metrics == ["w1", "MMD² (gaussian)"])
    #expect(table.rows.map(\.runID) == (0..<4).map { "00000000000\($0)" })
    #expect(table.rows.map(\.caseName) == ["wgan", "w1-fe größer", "", "wgan"])
    #expect(table.rows.map(\.status) == ["complete", "diverged", "complete", "missing"])
    #expect(table.rows.map(\.seed) == [0, 1, 0, 1])
    #expect(table.rows.map(\.iterations) == [200, 150, 100, nil])
    #expect(
      table.rows.map { $0.swept[0] } == [.integer(1), .integer(2), nil, .integer(4)])
    #expect(table.rows[0].swept[1] == .number(1) && table.rows[1].swept[1] == .number(0.1))
    #expect(table.rows.map { $0.swept[2] } == [.text("w0"), nil, .text("w2"), .text("w3")])
    for number in [0, 2] {
      let run = try RunFile.read(from: folder.file("00000000000\(number).h5"))
      #expect(table.rows[number].final == run.metrics.series.map { $0.values.last ?? .nan })
    }
    #expect(table.rows[1].final[0].isNaN, "it was not computed at the last evaluation")
    #expect(table.rows[3].final.allSatisfy { $0.isNaN } && table.rows[3].wallSeconds.isNaN)
  }

  @Test("has every metric of every run, NaN where there is none")
  func curves() throws {
    let folder = try Folder()
    let path = try Sample.sweep(in: folder)
    let curves = try #require(try SweepFile.readCurves(of: "w1", from: path))
    #expect(curves.iterations == [0, 50, 100, 150, 200])
    let run = try RunFile.read(from: folder.file("000000000002.h5"))
    let nan = [Double](repeating: .nan, count: 5)
    #expect("\(curves.values[2])" == "\(run.metrics.series[0].values + nan.prefix(2))")
    #expect("\(curves.wallTime[2])" == "\(run.metrics.wallTime + nan.prefix(2))")
    #expect("\(curves.values[3])" == "\(nan)")
    #expect("\(curves.floors)" == "[0.094, 0.094, 0.094, nan]")
    #expect(curves.errors?[0][0] == curves.values[0][0] / 100)
    #expect(try SweepFile.readCurves(of: "w2", from: path) == nil)
  }

  @Test("merges evaluations that runs made at different iterations")
  func differentEvaluations() throws {
    let folder = try Folder()
    var rows: [SweepRow] = []
    for (number, iterations) in [[0, 10, 20], [0, 15]].enumerated() {
      var run = Sample.run()
      run.metrics = MetricRecord(
        iterations: iterations, wallTime: iterations.map(Double.init),
        series: [MetricSeries(name: "w1", values: iterations.map(Double.init))])
      let file = folder.file("\(number).h5")
      try RunFile.write(run, to: file)
      rows.append(SweepRow(runID: run.runID, seed: number, file: file))
    }
    try SweepFile.write(rows, heading: Sample.heading, to: folder.file("sweep.h5"))
    let curves = try SweepFile.readCurves(of: "w1", from: folder.file("sweep.h5"))
    #expect(curves?.iterations == [0, 10, 15, 20])
    #expect("\(curves?.values ?? [])" == "[[0.0, 10.0, nan, 20.0], [0.0, nan, 15.0, nan]]")
  }

  @Test("keeps what became of the claims, and is without them where they were not tested")
  func claims() throws {
    let folder = try Folder()
    let side = SweepClaim.Side(count: 5, mean: 0.1, deviation: 0.01)
    let claims = [
      SweepClaim(
        name: "W1-FE ends größer", statement: "w1 last: case=a < 3", verdict: "undecided",
        test: "paired t", confidence: 0.95, subject: side, reference: side, difference: -0.1,
        bound: -0.01, pValue: 0.03, seedsNeeded: 12),
      SweepClaim(
        name: "b", statement: "", verdict: "missing", test: "", confidence: 0.9),
    ]
    let path = folder.file("ring.h5")
    try SweepFile.write(
      try Sample.rows(in: folder), heading: Sample.heading, claims: claims, to: path)
    let stored = try SweepFile.readClaims(from: path)
    #expect(stored.first == claims.first)
    // Not a number is not equal to itself.
    #expect("\(stored)" == "\(claims)")
    #expect(try SweepFile.readClaims(from: try Sample.sweep(in: folder)).isEmpty)
    #expect(try SweepFile.readTable(from: path).rows.count == 4)
  }

  @Test("copies the snapshots, so that it can be mailed alone")
  func samples() throws {
    let folder = try Folder()
    let root = try File.open(try Sample.sweep(in: folder)).root()
    let samples = try root.dataset("samples")
    #expect(samples.shape == [4, 4, 40, 2])
    for (number, count) in [40, 35, 30].enumerated() {
      let run = try RunFile.read(from: folder.file("00000000000\(number).h5"))
      for snapshot in 0..<4 {
        let copy: [Float] = try samples.read(
          at: [number, snapshot, 0, 0], counts: [1, 1, 40, 2])
        let size = 2 * count
        #expect(
          Array(copy[..<size])
            == Array(run.samples.snapshots[snapshot * size..<(snapshot + 1) * size]))
        #expect(copy[size...].allSatisfy { $0.isNaN })
      }
    }
    let missing: [Float] = try samples.read(at: [3, 0, 0, 0], counts: [1, 4, 40, 2])
    #expect(missing.allSatisfy { $0.isNaN })
  }

  @Test("keeps the first samples of each snapshot where there are too many")
  func budget() throws {
    let folder = try Folder()
    let rows = try Sample.rows(in: folder)
    let path = folder.file("sweep.h5")
    try SweepFile.write(rows, heading: Sample.heading, to: path, sampleBudget: 4 * 5 * 2 * 4 * 7)
    let samples = try File.open(path).root().dataset("samples")
    #expect(samples.shape == [4, 4, 7, 2])
    let comment = "the first 7 of 40 samples; the run files have them all"
    #expect(try samples.attributes.text("comment") == comment)
    let run = try RunFile.read(from: rows[0].file ?? "")
    #expect(
      try samples.read(at: [0, 0, 0, 0], counts: [1, 1, 7, 2])
        == Array(run.samples.snapshots[..<14]))
  }

  @Test("does not rely on the file of another run, or on samples that changed on the disk")
  func damagedRuns() throws {
    let folder = try Folder()
    let run = Sample.run()
    let (other, changed) = (folder.file("other.h5"), folder.file("changed.h5"))
    try RunFile.write(run, to: other)
    try RunFile.write(run, to: changed)
    // Samples are deflated: any byte of their chunk will do, and they are most of the file.
    let handle = try FileHandle(forUpdating: URL(filePath: changed))
    var bytes = try handle.readToEnd() ?? Data()
    let start = try #require(bytes.firstRange(of: Data([0x78, 0x01]))?.lowerBound)
    bytes[start + 40] ^= 0xFF
    try handle.seek(toOffset: 0)
    try handle.write(contentsOf: bytes)
    try handle.close()
    let rows = [
      SweepRow(runID: run.runID, seed: 0, file: changed),
      SweepRow(runID: "ffffffffffff", seed: 1, file: other),
    ]
    let path = folder.file("sweep.h5")
    let problems = try SweepFile.write(rows, heading: Sample.heading, to: path)
    #expect(problems.count == 2)
    let table = try SweepFile.readTable(from: path)
    #expect(table.rows.map(\.status) == ["damaged", "damaged"])
  }

  @Test("has one target where the runs share it, else one per run")
  func targets() throws {
    let folder = try Folder()
    for isShared in [true, false] {
      var rows: [SweepRow] = []
      for number in 0..<3 {
        var run = Sample.run()
        if !isShared { run.samples.target[0] = Float(number) }
        let file = folder.file("\(number).h5")
        try RunFile.write(run, to: file)
        rows.append(SweepRow(runID: run.runID, seed: number, file: file))
      }
      try SweepFile.write(rows, heading: Sample.heading, to: folder.file("sweep.h5"))
      let target = try File.open(folder.file("sweep.h5")).root().dataset("target")
      #expect(target.shape == (isShared ? [60, 2] : [3, 60, 2]))
      guard !isShared else { continue }
      #expect(try target.read(at: [2, 0, 0], counts: [1, 1, 1]) == [Float(2)])
    }
  }

  @Test("holds runs of different dimension, and points beside images")
  func differentShapes() throws {
    let folder = try Folder()
    for (shapes, expected) in [([[2], [5]], [5]), ([[2], [1, 3, 4]], [12])] {
      var rows: [SweepRow] = []
      for (number, shape) in shapes.enumerated() {
        let file = folder.file("\(number).h5")
        let run = Sample.run(shape: shape)
        try RunFile.write(run, to: file)
        rows.append(SweepRow(runID: run.runID, seed: number, file: file))
      }
      try SweepFile.write(rows, heading: Sample.heading, to: folder.file("sweep.h5"))
      let samples = try File.open(folder.file("sweep.h5")).root().dataset("samples")
      #expect(samples.shape == [2, 4, 40] + expected)
      let first: [Float] = try samples.read(
        at: [0, 0, 0, 0], counts: [1, 1, 1] + expected)
      let run = Sample.run(shape: [2])
      #expect(Array(first[..<2]) == Array(run.samples.snapshots[..<2]))
      #expect(first[2...].allSatisfy { $0.isNaN })
    }
  }

  @Test("has a damaged run as damaged, and says why")
  func damagedRun() throws {
    let folder = try Folder()
    let rows = try Sample.rows(in: folder)
    let file = try #require(rows[1].file)
    try AtomicFile.publish(Array(try folder.bytes("000000000001.h5").prefix(5_000)), to: file)
    let path = folder.file("sweep.h5")
    let problems = try SweepFile.write(rows, heading: Sample.heading, to: path)
    #expect(problems.count == 1)
    #expect(problems.first?.description.contains("000000000001.h5' is damaged") == true)
    let status = try SweepFile.readTable(from: path).rows.map(\.status)
    #expect(status == ["complete", "damaged", "complete", "missing"])
  }

  @Test("has the same bytes whenever it is made of the same runs")
  func sameBytes() throws {
    let folder = try Folder()
    let rows = try Sample.rows(in: folder)
    for name in ["a", "b"] {
      try SweepFile.write(rows, heading: Sample.heading, to: folder.file(name))
    }
    #expect(try folder.bytes("a") == folder.bytes("b"))
  }

  @Test("can be made of no runs at all")
  func empty() throws {
    let folder = try Folder()
    let path = folder.file("sweep.h5")
    try SweepFile.write([], heading: Sample.heading, to: path)
    #expect(try SweepFile.readTable(from: path).rows.isEmpty)
  }

  @Test("is told from a run file")
  func runFile() throws {
    let folder = try Folder()
    let path = folder.file("run.h5")
    try RunFile.write(Sample.run(), to: path)
    #expect(throws: ResultsError.foreign(path: path, expected: "sweep", found: "run")) {
      try SweepFile.readTable(from: path)
    }
  }
}
