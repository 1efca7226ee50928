import Foundation
import Results
import Testing

@Suite("scripts/plot.py", .enabled(if: Python.isReady, Python.advice))
struct PlotTests {
  @Test(
    "draws curves and samples from the sweep file alone", arguments: [[2], [1, 6, 6]])
  func draws(shape: [Int]) throws {
    let folder = try Folder()
    var rows: [SweepRow] = []
    for number in 0..<4 {
      let file = folder.file("\(number).h5")
      let run = Sample.run(seed: number, shape: shape)
      try RunFile.write(run, to: file)
      rows.append(
        SweepRow(
          runID: run.runID, caseName: number < 2 ? "wgan" : "w1-fe", seed: number, file: file))
    }
    let sweep = folder.file("sweep.h5")
    try SweepFile.write(rows, heading: Sample.heading, to: sweep)
    for row in rows { try FileManager.default.removeItem(atPath: row.file ?? "") }
    let (status, output) = try Python.run("plot.py", [sweep, "--out", folder.path])
    #expect(status == 0, "\(output)")
    for name in ["ring-w1.png", "ring-samples.png"] {
      #expect(output.contains(folder.file(name)))
      let header = try folder.bytes(name)
      // The width of a PNG is a big-endian word in its first chunk.
      let width = header[16..<20].reduce(0) { $0 << 8 | Int($1) }
      #expect((750...1200).contains(width), "\(name) is \(width) pixels wide")
    }
  }

  @Test("says what is wrong with another file")
  func wrongFiles() throws {
    let folder = try Folder()
    try RunFile.write(Sample.run(), to: folder.file("run.h5"))
    try AtomicFile.publish(Array("text".utf8), to: folder.file("text.h5"))
    let sweep = try Sample.sweep(in: folder)
    let cases = [
      (["run.h5"], "is the file of one run; give the sweep file"),
      (["text.h5"], "is no readable HDF5 file"),
      (["none.h5"], "there is no file"),
      (["ring.h5", "--metric", "w7"], "has no metric 'w7'; it has w1, MMD² (gaussian)"),
    ]
    for (arguments, message) in cases {
      let file = folder.file(arguments[0])
      let (status, output) = try Python.run("plot.py", [file] + arguments.dropFirst())
      #expect(status == 65 && output.contains(message), "\(output)")
    }
    #expect(sweep == folder.file("ring.h5"))
  }
}
