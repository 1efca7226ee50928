import Distributions
import Glibc
import Specification
import Testing
import Trainers
import Training

@Suite("A density's flow")
struct DensityFlowTests {
  /// t, JSD, mean, variance, ∫|u − p| and −dJSD/dt, extrapolated from two step lengths to 2e-5 by an
  /// independent program (NumPy; finite volumes, 1601 cells on [−8, 8]).
  static let shifted = [
    [0.25, 0.17515, 0.94231, 0.34686, 0.97267, 0.1558],
    [0.5, 0.14208, 0.88712, 0.43575, 0.88006, 0.1127],
    [1, 0.09833, 0.78521, 0.58704, 0.73745, 0.0678],
    [2, 0.05231, 0.61444, 0.79437, 0.54034, 0.0306],
    [3, 0.02997, 0.48108, 0.91017, 0.40695, 0.0160],
    [4, 0.01783, 0.37685, 0.97068, 0.31108, 0.0091],
    [6, 0.00661, 0.23105, 1.01155, 0.18596, 0.0032],
    [8, 0.00248, 0.14122, 1.01381, 0.11263, 0.0012],
    [10, 0.00093, 0.08603, 1.00883, 0.06847, 0.0005],
  ]
  static let narrow = [
    [0.25, 0.05672, 0, 0.35164, 0.51049, 0.1020], [0.5, 0.03708, 0, 0.43932, 0.41326, 0.0601],
    [1, 0.01742, 0, 0.57917, 0.28203, 0.0248], [2, 0.00469, 0, 0.75857, 0.14404, 0.0058],
    [3, 0.00145, 0, 0.85870, 0.07869, 0.0016], [4, 0.00048, 0, 0.91621, 0.04463, 0.0005],
    [6, 0.00006, 0, 0.96987, 0.01525, 0.0001], [8, 0.00001, 0, 0.98901, 0.00543, 0.0000],
    [10, 0.00000, 0, 0.99597, 0.00197, 0.0000],
  ]

  @Test("is that of the reference tables to 1e-3 at the default resolution", arguments: [1.0, 0.0])
  func tables(mean: Double) throws {
    let found = try DensityRuns.series(DensityRuns.line(mean: mean))
    for row in mean == 1 ? Self.shifted : Self.narrow {
      let index = Int((row[0] / 0.005).rounded()) - 1
      for (column, expected) in zip(["jsd", "mean", "variance", "l1", "dissipation"], row[1...]) {
        let value = try #require(found[column])[index]
        #expect(abs(value - expected) < 1e-3, "\(column) at \(row[0])")
      }
    }
  }

  @Test("keeps mass and sign, and descends its functional and KL", arguments: DensityRuns.flows)
  func conservation(flow: String) throws {
    let stepped = flow.dropLast() + ", step: {kind: exponential, from: 0.001, factor: 1.1}}"
    var trainer = try DensityTrainer(
      run: try DensityRuns.line(String(stepped), trainer: "{kind: density, cells: 200}"),
      resuming: nil)
    let series = try trainer.advance(to: 60)
    let columns = Dictionary(uniqueKeysWithValues: zip(series.names, series.columns))
    #expect(columns["mass"]?.allSatisfy { abs($0 - 1) < 1e-12 } == true)
    let field = try #require(try trainer.density())
    #expect(field.values.allSatisfy { $0 >= 0 })
    for name in ["energy", "kl", "l1"] {
      let values = try #require(columns[name])
      #expect(
        zip(values, values.dropFirst()).allSatisfy { $1 <= $0 + 1e-12 * abs($0) + 1e-13 },
        "\(name)")
    }
    #expect(columns["dissipation"]?.allSatisfy { $0 >= 0 } == true)
  }

  @Test(
    "dissipates what its functional loses, to 1e-3 of it",
    arguments: ["{kind: jsd}", "{kind: monoflow, h: logit}", "{kind: monoflow, h: non-saturated}"])
  func identity(flow: String) throws {
    let stepped = flow.dropLast() + ", step: 0.001}"
    let found = try DensityRuns.series(DensityRuns.line(String(stepped), iterations: 1000))
    let (energy, dissipation) = (
      try #require(found["energy"]), try #require(found["dissipation"])
    )
    for index in 100..<1000 {
      let lost = (energy[index - 1] - energy[index]) / 0.001
      let mean = (dissipation[index - 1] + dissipation[index]) / 2
      #expect(abs(lost / mean - 1) < 1e-3, "step \(index)")
    }
  }

  @Test("brings two densities no further apart in L¹", arguments: [0.01, 0.3, 5])
  func contraction(step: Double) throws {
    var trainers = try [(1.0, 0.5), (-0.5, 0.8)].map {
      try DensityTrainer(
        run: try DensityRuns.line(
          "{kind: jsd, step: \(step)}", mean: $0.0, deviation: $0.1,
          trainer: "{kind: density, cells: 200, domain: [[-8, 8]]}"), resuming: nil)
    }
    var before = Double.infinity
    for iteration in 0..<30 {
      let fields = try trainers.map { try #require(try $0.density()).values }
      let distance = zip(fields[0], fields[1]).reduce(0) { $0 + abs($1.0 - $1.1) } * 0.08
      #expect(distance <= before + 1e-13)
      before = distance
      for index in trainers.indices { _ = try trainers[index].advance(to: iteration + 1) }
    }
  }

  @Test("is one of order 1 in the step and of order 2 in the cells")
  func orders() throws {
    func entropy(step: Double, cells: Int) throws -> Double {
      let run = try DensityRuns.line(
        "{kind: jsd, step: \(step)}", iterations: Int((0.5 / step).rounded()),
        trainer: "{kind: density, cells: \(cells), domain: [[-8, 8]]}")
      return try #require(try DensityRuns.series(run)["jsd"]?.last)
    }
    func order(_ values: [Double]) -> Double {
      log2(abs(values[0] - values[1]) / abs(values[1] - values[2]))
    }
    let inTime = try [0.02, 0.01, 0.005].map { try entropy(step: $0, cells: 200) }
    #expect(abs(order(inTime) - 1) < 0.05)
    let inSpace = try [50, 100, 200].map { try entropy(step: 0.01, cells: $0) }
    #expect(abs(order(inSpace) - 2) < 0.1)
  }

  @Test("decays at last like the linearised equation's slowest mode")
  func rates() throws {
    // The first two Hermite functions decay by e^{−t/4} and e^{−t/2}; an implicit step divides.
    let found = try DensityRuns.series(
      DensityRuns.line("{kind: jsd, step: 0.01}", iterations: 2000))
    let mean = try #require(found["mean"])
    #expect(abs(mean[1999] / mean[1499] / pow(1.0025, -500) - 1) < 2e-3)
    let centred = try DensityRuns.series(
      DensityRuns.line("{kind: jsd, step: 0.01}", mean: 0, iterations: 2000))
    let variance = try #require(centred["variance"])
    #expect(abs((1 - variance[1999]) / (1 - variance[1499]) / pow(1.005, -500) - 1) < 2e-3)
  }
}
