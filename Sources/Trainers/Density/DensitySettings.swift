import Distributions
import Flows
import Specification
import Training

/// What a resolved specification asks of the density trainer.
struct DensitySettings {
  /// ε, the length of a step in flow time.
  let step: Schedule
  /// The diffusion of the flow.
  let diffusion: Diffusion
  /// Where the density lives.
  let grid: DensityGrid

  /// Cells along each axis, where none are asked for.
  static let usualCells = [1: 1024, 2: 128]

  /// - Throws: `DensityError.noExtent`.
  init(_ run: Run) throws(DensityError) {
    let specification = run.specification
    step = Schedule(
      specification["flow"]["step"], iterations: specification["schedule"]["iterations"].integer)
    diffusion = Self.diffusion(specification["flow"])
    let trainer = specification["trainer"]
    let dimension = run.target.dimension
    let domain = try Self.domain(trainer["domain"], run)
    let counts =
      trainer["cells"].listOrNil?.map(\.integer)
      ?? Array(
        repeating: trainer["cells"].integerOrNil ?? Self.usualCells[dimension] ?? 128,
        count: dimension)
    grid = DensityGrid(
      zip(domain, counts).map { DensityGrid.Axis(low: $0.low, high: $0.high, count: $1) })
  }

  private static func diffusion(_ flow: Value) -> Diffusion {
    switch flow.kind {
    case "jsd": return .jensenShannon
    case "monoflow":
      guard let diffusion = Diffusion(AscentFunction(flow["h"])) else {
        undeclared(flow["h"].kind)
      }
      return diffusion
    default: undeclared(flow.kind)
    }
  }

  private static func domain(
    _ value: Value, _ run: Run
  ) throws(DensityError) -> [(low: Double, high: Double)] {
    if let intervals = value.listOrNil?.map(\.numbers) {
      return intervals.map { (low: $0[0], high: $0[1]) }
    }
    guard let target = LawExtent.intervals(of: run.target) else {
      throw .noExtent(law: "target")
    }
    guard let source = LawExtent.intervals(of: run.source) else {
      throw .noExtent(law: "source")
    }
    return LawExtent.union(target, source)
  }
}
