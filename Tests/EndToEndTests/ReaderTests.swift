import Foundation
import Testing

@Suite("Other people's tools read what gfrun writes", .enabled(if: Program.hasPython))
struct ReaderTests {
  @Test("h5py, xarray with both engines, netCDF4, ncdump and h5dump open every file of a sweep")
  func readers() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Experiments.small)
    #expect(try program.call(file).status == 0)
    let script = Program.repository.appendingPathComponent("scripts/readers.py").path
    let sweep = program.folder.appendingPathComponent("results/small/small.h5").path
    for path in try program.runFiles(of: "small") + [sweep] {
      let outcome = try Program.run(
        URL(fileURLWithPath: Program.python), [script, path], in: program.folder)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.talk)")
    }
  }

  @Test("xarray sees a density over its grid")
  func density() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(
      """
      name: plane
      data: {target: gaussian, source: {kind: gaussian, mean: [1.0, 0.0], deviation: 0.5}}
      trainer: {kind: density, cells: [40, 36]}
      flow: {kind: jsd, step: 0.5}
      schedule: {iterations: 4}
      metrics: {count: 16}
      samples: {every: 2, count: 8}

      """)
    #expect(try program.call(file).status == 0)
    let run = try #require(try program.runFiles(of: "plane").first)
    let script = Program.repository.appendingPathComponent("scripts/readers.py").path
    let readers = try Program.run(
      URL(fileURLWithPath: Program.python), [script, run], in: program.folder)
    #expect(readers.status == 0, "\(readers.output)\(readers.talk)")
    let check = """
      import sys, xarray
      for engine in ("h5netcdf", "netcdf4"):
          with xarray.open_dataset(sys.argv[1], engine=engine) as data:
              density = data.density
              assert density.dims == ("snapshot", "x", "y") and density.shape == (3, 40, 36), density
              assert density.dtype == "float64" and data.x.dtype == "float64"
              width = [float(data[axis][1] - data[axis][0]) for axis in ("x", "y")]
              mass = density.sum(("x", "y")) * width[0] * width[1]
              assert abs(mass - 1).max() < 1e-12, mass
              mean = (density * data.x).sum(("x", "y")) * width[0] * width[1]
              assert abs(mean[0] - 1) < 1e-3 and mean[1] < 0.9 and mean[2] < mean[1], mean
              assert list(data.flow_time.values) == [0, 1, 2]
      """
    let outcome = try Program.run(
      URL(fileURLWithPath: Program.python), ["-c", check, run], in: program.folder)
    #expect(outcome.status == 0, "\(outcome.talk)")
  }

  @Test("xarray sees metrics over evaluations and runs under their names")
  func xarray() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Experiments.small)
    #expect(try program.call(file).status == 0)
    let run = try #require(try program.runFiles(of: "small").first)
    let script = """
      import sys, xarray
      run, sweep = sys.argv[1:]
      for engine in ("h5netcdf", "netcdf4"):
          with xarray.open_dataset(run, engine=engine) as data:
              assert dict(data.sizes) == dict(snapshot=3, sample=32, dimension=2, target_sample=64), data.sizes
              assert list(data.snapshot.values) == [0, 15, 30]
              assert data.samples.dims == ("snapshot", "sample", "dimension")
              assert data.attrs["status"] == "complete"
          with xarray.open_dataset(run, engine=engine, group="metrics") as data:
              assert list(data.evaluation.values) == [0, 10, 20, 30]
              for name in ("w1", "w2", "sw2", "mmd2", "energy_distance"):
                  assert data[name].dims == ("evaluation",) and bool(data[name].notnull().all()), name
                  assert "floor" in data[name].attrs and "estimator" in data[name].attrs, name
          with xarray.open_dataset(run, engine=engine, group="training") as data:
              assert data.potential_loss.sizes == {"step": 30}, data.sizes
          with xarray.open_dataset(sweep, engine=engine) as data:
              assert sorted(set(data.case.values.astype(str))) == ["jsd", "w1-fe"], data.case.values
              assert list(data.seed.values) == [0, 1, 0, 1]
          with xarray.open_dataset(sweep, engine=engine, group="metrics") as data:
              assert data.w1.dims == ("run", "evaluation") and data.w1.shape == (4, 4)
      """
    let outcome = try Program.run(
      URL(fileURLWithPath: Program.python),
      ["-c", script, run, program.folder.appendingPathComponent("results/small/small.h5").path],
      in: program.folder)
    #expect(outcome.status == 0, "\(outcome.talk)")
  }
}
