package import Arrays
import Distributions
package import Randomness
import Specification
package import Training

/// Moves the density of the law itself along a flow known in closed form: its Fokker–Planck equation
/// on a grid, in one or two dimensions.
///
/// An outer iteration is one implicit Euler step of length ε. Nothing is random but the samples that
/// metrics and snapshots are drawn from. The functionals that a density knows exactly, on its grid,
/// are columns of the training series; see `columns`.
package struct DensityTrainer: Trainer {
  private let settings: DensitySettings
  private let solver: DiffusionSolver
  /// u / p, density over the target's, in each cell.
  private var ratios: [Double]
  /// Outer iterations made so far.
  package private(set) var iteration: Int
  /// The sum of the steps ε of those iterations.
  package private(set) var flowTime: Double

  /// The least mass of the target in a cell for which a ratio is meant.
  private static let leastMass = 1e-290
  /// The mass of either law that the grid may lack.
  private static let slack = 1e-6

  /// Lays both laws on the grid, or takes the density from `state`.
  ///
  /// - Throws: `DensityError`.
  package init(run: Run, resuming state: TrainerState?) throws {
    settings = try DensitySettings(run)
    let target = try Self.masses(of: run.target, named: "target", on: settings.grid)
    let source = try Self.masses(of: run.source, named: "source", on: settings.grid)
    let reached = target.map { $0 > Self.leastMass ? $0 : 0 }
    let within = zip(source, reached).map { $1 > 0 ? $0 : 0 }
    let held = within.reduce(0, +)
    guard 1 - held <= Self.slack else { throw DensityError.outOfReach(mass: 1 - held) }
    solver = DiffusionSolver(settings.grid, masses: reached, diffusion: settings.diffusion)
    ratios = zip(within, reached).map { $1 > 0 ? $0 / held / $1 : 0 }
    iteration = 0
    flowTime = 0
    if let state { try restore(state) }
  }

  /// The masses of a law in the cells, all together 1.
  private static func masses(
    of law: any Distribution, named name: String, on grid: DensityGrid
  ) throws(DensityError) -> [Double] {
    guard let law = law as? any DensityDistribution else { throw .noDensity(law: name) }
    let found = LawOnGrid(law, on: grid)
    let total = found.total
    guard abs(total - 1) <= slack else { throw .lostMass(law: name, held: total) }
    return found.masses.map { $0 / total }
  }

  private mutating func restore(_ state: TrainerState) throws(DensityError) {
    guard case .doubles(let stored)? = state.arrays["ratios"] else {
      throw .otherGrid(cells: ratios.count, found: 0)
    }
    guard stored.count == ratios.count else {
      throw .otherGrid(cells: ratios.count, found: stored.count)
    }
    ratios = stored
    iteration = state.iteration
    flowTime = settings.step.sum(before: iteration)
  }

  /// Makes implicit steps up to `goal`.
  ///
  /// - Throws: `DensityError.notConverged`.
  package mutating func advance(to goal: Int) throws -> TrainingSeries {
    var series = TrainingSeries(names: columns)
    while iteration < goal {
      let newton: Int
      do {
        newton = try solver.move(&ratios, by: settings.step(iteration))
      } catch {
        throw DensityError.notConverged(iteration: iteration + 1, balance: error.balance)
      }
      iteration += 1
      flowTime = settings.step.sum(before: iteration, adding: flowTime)
      series.append(iteration: iteration, row(newton))
    }
    return series
  }

  /// Draws by the inverse of the distribution function: a stream's sample follows the density.
  package func samples(count: Int, stream: RandomStream) throws -> Matrix<Float> {
    DensitySampler(masses, on: settings.grid).draw(count, from: stream)
  }

  /// The density in each cell.
  package func density() throws -> DensityField? {
    let volume = settings.grid.cellVolume
    return DensityField(
      axes: zip(DensityGrid.axisNames, settings.grid.axes).map {
        DensityField.Axis(name: $0, coordinates: $1.centers)
      }, values: masses.map { $0 / volume })
  }

  /// The ratios; the grid comes from the specification.
  package func state() throws -> TrainerState {
    TrainerState(iteration: iteration, arrays: ["ratios": .doubles(ratios)])
  }

  private var masses: [Double] { zip(solver.masses, ratios).map { $0 * $1 } }
}

// MARK: - The training series

extension DensityTrainer {
  /// The columns of the training series: the mass, moments, divergences from the target p, the
  /// functional that the flow descends (`energy`) and minus its derivative in time (`dissipation`),
  /// and how many Newton steps the implicit step took.
  private var columns: [String] {
    let moments =
      settings.grid.dimension == 1
      ? ["mean", "variance"] : ["mean_x", "mean_y", "variance_x", "variance_y", "covariance"]
    return ["mass"] + moments + ["jsd", "kl", "l1", "energy", "dissipation", "newton_steps"]
  }

  private func row(_ newtonSteps: Int) -> [Double] {
    let found = solver.functionals(of: ratios)
    let moments = DensityMoments(masses, on: settings.grid)
    return [found.mass] + moments.mean + moments.variance + (moments.covariance.map { [$0] } ?? [])
      + [
        found.jensenShannon, found.relativeEntropy, found.distance, found.energy,
        found.dissipation, Double(newtonSteps),
      ]
  }
}
