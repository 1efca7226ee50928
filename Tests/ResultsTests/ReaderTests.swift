import Foundation
import Results
import Testing

/// Every reader of `scripts/readers.py` opens the file and finds what h5py finds in it.
@Suite("h5py, xarray, netCDF4, ncdump and h5dump read", .enabled(if: Python.isReady, Python.advice))
struct ReaderTests {
  @Test("a run file, of points and of images", arguments: [[2], [1, 5, 4]])
  func runFile(shape: [Int]) throws {
    let folder = try Folder()
    let path = folder.file("run.h5")
    try RunFile.write(Sample.run(shape: shape), to: path)
    try Python.expectSuccess("readers.py", path)
  }

  @Test("the file of a run that found nothing")
  func emptyRun() throws {
    let folder = try Folder()
    let path = folder.file("run.h5")
    var record = Sample.run(status: .failed)
    (record.samples, record.metrics) = (SampleRecord(), MetricRecord())
    (record.training, record.model) = (TrainingRecord(), [])
    try RunFile.write(record, to: path)
    try Python.expectSuccess("readers.py", path)
  }

  @Test("a sweep file with uneven and missing runs")
  func sweepFile() throws {
    let folder = try Folder()
    try Python.expectSuccess("readers.py", try Sample.sweep(in: folder))
  }

  @Test("a sweep file in which no run is done")
  func emptySweep() throws {
    let folder = try Folder()
    let path = folder.file("sweep.h5")
    let rows = [SweepRow(runID: "0", seed: 1, file: nil)]
    try SweepFile.write(rows, heading: Sample.heading, to: path)
    try Python.expectSuccess("readers.py", path)
  }
}
