import CKernels
import Glibc

/// Implicit Euler steps of u_t = div(p ∇Φ(u / p)) on a grid without flux through its boundary.
///
/// Finite volumes with the conductances of Scharfetter and Gummel: exact for a stationary flux where
/// ln p is linear between the middles of two cells, second order, and never of the wrong sign. The
/// step is the resolvent of an operator that is accretive in L¹, as in the proof of existence
/// (Huang & Zhang 2023, section 4, after Crandall & Liggett 1971), so it keeps mass and sign, brings
/// densities no further apart in L¹, and descends the flow's functional, whatever its length.
///
/// Newton's method balances it, with elimination in one dimension and conjugate gradients under a
/// multigrid cycle in two. Where Φ is concave and singular at 0 the method moves Φ itself, in which
/// the equations are convex and so converge from everywhere.
@safe
final class DiffusionSolver {
  /// What is left of the balance after the last of many Newton steps.
  struct NotBalanced: Error {
    /// The mass that is not accounted for.
    let balance: Double
  }

  /// The grid.
  let grid: DensityGrid
  /// The diffusion of the flow.
  let diffusion: Diffusion
  /// The target's mass of each cell, all together 1.
  let masses: [Double]

  private let fields: Fields
  private let hierarchy: UnsafeMutableBufferPointer<gfk_grid>
  private let mass: UnsafeMutablePointer<Double>
  private let before: UnsafeMutablePointer<Double>
  private let ratio: UnsafeMutablePointer<Double>
  private let potential: UnsafeMutablePointer<Double>
  private let slope: UnsafeMutablePointer<Double>
  private let flow: UnsafeMutablePointer<Double>
  private let rest: UnsafeMutablePointer<Double>
  private let change: UnsafeMutablePointer<Double>
  private let none: UnsafeMutablePointer<Double>
  private let scratch: UnsafeMutablePointer<Double>

  /// Mass that may be left of a step's balance; it is given back in proportion.
  private static let tolerance = 1e-13
  private static let newtonLimit = 400
  private static let linearLimit = 1000
  /// By how much a linear solution shrinks its rest: Newton's method does the same in one step.
  private static let linearTolerance = 1e-5

  /// A solver for a target of these masses, one per cell of the grid.
  init(_ grid: DensityGrid, masses: [Double], diffusion: Diffusion) {
    precondition(masses.count == grid.cellCount, "a cell has a mass")
    self.grid = grid
    self.masses = masses
    self.diffusion = diffusion
    let shapes = Self.shapes(rows: grid.rows, columns: grid.columns)
    let (cells, columns) = (grid.cellCount, grid.columns)
    let levels = shapes.reduce(0) { $0 + 7 * $1.rows * $1.columns + $1.columns + 8 }
    fields = Fields(count: levels + 11 * cells, arrays: 7 * shapes.count + 10)
    unsafe hierarchy = .allocate(capacity: shapes.count)
    for (index, shape) in shapes.enumerated() {
      unsafe hierarchy.initializeElement(at: index, to: Self.level(shape, in: fields))
    }
    unsafe mass = fields.take(cells)
    unsafe before = fields.take(cells)
    unsafe ratio = fields.take(cells)
    unsafe potential = fields.take(cells)
    unsafe slope = fields.take(cells)
    unsafe flow = fields.take(cells)
    unsafe rest = fields.take(cells)
    unsafe change = fields.take(cells)
    unsafe none = fields.take(cells)
    unsafe scratch = fields.take(2 * cells)
    for cell in 0..<cells { unsafe mass[cell] = masses[cell] }
    conduct(columns: columns)
  }

  deinit { unsafe hierarchy.deallocate() }

  private static func shapes(rows: Int, columns: Int) -> [(rows: Int, columns: Int)] {
    var shapes = [(rows: rows, columns: columns)]
    guard rows > 1 else { return shapes }
    while let last = shapes.last, min(last.rows, last.columns) > 3 {
      shapes.append(((last.rows + 1) / 2, (last.columns + 1) / 2))
    }
    return shapes
  }

  private static func level(_ shape: (rows: Int, columns: Int), in fields: Fields) -> gfk_grid {
    let cells = shape.rows * shape.columns
    return unsafe gfk_grid(
      rows: shape.rows, columns: shape.columns, west: fields.take(cells + 1),
      north: fields.take(cells + shape.columns), storage: fields.take(cells),
      inverse: fields.take(cells), x: fields.take(cells), b: fields.take(cells),
      room: fields.take(cells))
  }

  /// The conductances of all faces, of all grids.
  private func conduct(columns: Int) {
    let finest = unsafe hierarchy[0]
    let widths = grid.axes.map(\.width)
    let across = 1 / (widths[widths.count - 1] * widths[widths.count - 1])
    let down = 1 / (widths[0] * widths[0])
    for cell in masses.indices {
      if cell % columns > 0 {
        unsafe finest.west[cell] = across * Self.mean(masses[cell - 1], masses[cell])
      }
      if cell >= columns {
        unsafe finest.north[cell] = down * Self.mean(masses[cell - columns], masses[cell])
      }
    }
    for level in unsafe 1..<max(1, hierarchy.count) {
      unsafe gfk_coarsen_conductances(
        hierarchy.baseAddress?.advanced(by: level - 1), hierarchy.baseAddress?.advanced(by: level))
    }
  }

  /// Scharfetter's and Gummel's mean: the harmonic mean of a function whose logarithm is linear
  /// between a and b; 0 where one of them is.
  private static func mean(_ a: Double, _ b: Double) -> Double {
    let (low, high) = (min(a, b), max(a, b))
    guard low > 0 else { return 0 }
    let rise = log(high / low)
    return rise < 1e-4 ? low * (1 + rise / 2 + rise * rise / 12) : low * rise / -expm1(-rise)
  }
}

// MARK: - Steps

extension DiffusionSolver {
  /// Moves the ratios of a density of mass 1 to the target by one implicit Euler step.
  ///
  /// - Parameters:
  ///   - ratios: v = u / p in each cell; 0 where the target has no mass.
  ///   - step: ε, the length of the step in flow time.
  /// - Returns: the Newton steps it took.
  /// - Throws: `NotBalanced`; the ratios are then as they were.
  func move(_ ratios: inout [Double], by step: Double) throws(NotBalanced) -> Int {
    let least = diffusion.leastRatio
    for cell in ratios.indices {
      unsafe before[cell] = ratios[cell]
      unsafe ratio[cell] = max(ratios[cell], least)
    }
    var balance = Double.infinity
    for newton in 0..<Self.newtonLimit {
      var scale = 0.0
      evaluate()
      unsafe gfk_diffuse(hierarchy.baseAddress, none, potential, flow)
      balance = unsafe gfk_balance(
        hierarchy.baseAddress, mass, before, ratio, potential, step, flow, rest, &scale)
      if balance <= max(Self.tolerance, 8 * Double.ulpOfOne * scale) {
        settle(&ratios)
        return newton
      }
      guard balance.isFinite, solve(step) else { break }
      apply(least)
    }
    throw NotBalanced(balance: balance)
  }

  /// Φ and Φ′ of the ratios.
  private func evaluate() {
    let cells = masses.count
    if case .logistic(let scale, let rate) = diffusion {
      return unsafe gfk_logistic_diffusion(ratio, scale, rate, potential, slope, cells)
    }
    for cell in 0..<cells {
      unsafe potential[cell] = diffusion(ratio[cell])
      unsafe slope[cell] = diffusion.slope(ratio[cell])
    }
  }

  /// Solves (p / (Φ′ ε) + A) δ = rest / ε, A the diffusion of Φ, for the change δ of Φ.
  private func solve(_ step: Double) -> Bool {
    let finest = unsafe hierarchy[0]
    for cell in masses.indices {
      unsafe finest.storage[cell] = mass[cell] / (max(slope[cell], 1e-250) * step)
      unsafe rest[cell] /= step
    }
    if unsafe finest.rows == 1 {
      unsafe gfk_solve_line(hierarchy.baseAddress, rest, change, scratch)
      return true
    }
    let levels = levels()
    unsafe gfk_prepare_grids(hierarchy.baseAddress, levels)
    return unsafe gfk_solve_grids(
      hierarchy.baseAddress, levels, rest, change, scratch, Self.linearTolerance,
      Int32(Self.linearLimit)) >= 0
  }

  /// As many grids as diffusion reaches across in a step: Jacobi's sweeps do on the last of them.
  private func levels() -> Int {
    let finest = unsafe hierarchy[0]
    let (cells, columns) = (masses.count, grid.columns)
    var reach = 0.0
    for cell in 0..<cells where masses[cell] > 0 {
      let conductance =
        unsafe finest.west[cell] + finest.west[cell + 1] + finest.north[cell]
        + finest.north[cell + columns]
      reach = unsafe max(reach, conductance / finest.storage[cell])
    }
    var levels = 1
    while unsafe reach > Self.reachOfSweeps && levels < hierarchy.count {
      levels += 1
      reach /= 4
    }
    return levels
  }

  /// The ratio of conductances to storage that Jacobi's sweeps alone can do with.
  private static var reachOfSweeps: Double { 16 }

  /// Adds the change to Φ where it is Φ that moves, else to v.
  private func apply(_ least: Double) {
    for cell in masses.indices {
      let moved = unsafe diffusion.ratio(at: potential[cell] + change[cell])
      let linear = unsafe ratio[cell] + change[cell] / max(slope[cell], 1e-250)
      unsafe ratio[cell] = max(moved ?? linear, least)
    }
  }

  /// Takes the balanced ratios over; what the balance lacks, at most the tolerance, is given back in
  /// proportion, so that the mass stays 1.
  private func settle(_ ratios: inout [Double]) {
    var total = 0.0
    for cell in masses.indices { unsafe total += mass[cell] * ratio[cell] }
    for cell in masses.indices { ratios[cell] = unsafe masses[cell] > 0 ? ratio[cell] / total : 0 }
  }
}

// MARK: - Functionals

extension DiffusionSolver {
  /// What is known of a density beside its moments.
  struct Functionals {
    /// ∫ u.
    let mass: Double
    /// ∫ |u − p|.
    let distance: Double
    /// KL(u ‖ p).
    let relativeEntropy: Double
    /// The Jensen–Shannon divergence, at most ln 2.
    let jensenShannon: Double
    /// What the flow descends: ∫ G(v) dp.
    let energy: Double
    /// Minus its derivative in time: ∫ p ∇Φ(v) · ∇G′(v), exact for the discrete flow.
    let dissipation: Double
  }

  /// The functionals of the density with these ratios.
  func functionals(of ratios: [Double]) -> Functionals {
    let cells = masses.count
    for cell in ratios.indices { unsafe ratio[cell] = max(ratios[cell], diffusion.leastRatio) }
    evaluate()
    unsafe gfk_logarithms(ratio, change, cells)
    var sums = [Double](repeating: 0, count: 4)
    unsafe gfk_ratio_functionals(mass, ratio, change, cells, &sums)
    let jensenShannon = sums[3] + 0.5 * log(2) * (1 + sums[0])
    let energy: Double
    switch diffusion {
    case .logistic(let scale, 1): energy = 2 * scale * jensenShannon
    case .power(let scale, 0): energy = scale * sums[2]
    default:
      var sum = 0.0
      for cell in ratios.indices where masses[cell] > 0 {
        unsafe sum += masses[cell] * diffusion.energy(ratio[cell])
      }
      energy = sum
    }
    return Functionals(
      mass: sums[0], distance: sums[1], relativeEntropy: sums[2], jensenShannon: jensenShannon,
      energy: energy, dissipation: dissipation())
  }

  /// Σ over faces of conductance · ΔΦ · ΔG′, with Φ and ln v as they are.
  private func dissipation() -> Double {
    for cell in masses.indices {
      switch diffusion {
      case .logistic(let scale, let rate):
        unsafe flow[cell] = scale * change[cell] - rate * potential[cell]
      case .power(let scale, 0): unsafe flow[cell] = scale * change[cell]
      default: unsafe flow[cell] = diffusion.pressure(ratio[cell])
      }
    }
    return unsafe gfk_face_products(hierarchy.baseAddress, potential, flow)
  }
}
