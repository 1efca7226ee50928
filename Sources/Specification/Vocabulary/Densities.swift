/// The trainer that moves a density on a grid.
enum Densities {
  static let trainer = Kind(
    "density",
    "The law's density on a grid moves by the flow's Fokker–Planck equation; nothing is learned.",
    fields: [
      Field(
        "cells",
        .either([
          .integer(.within(2...65_536)),
          .list(ListRule(of: .integer(.within(2...65_536)), count: 1...2)),
        ]), .optional,
        "Number of cells along every coordinate, or along each; 1024 on the line and 128 in the plane where it is not said."
      ),
      Field(
        "domain",
        .list(ListRule(of: .list(ListRule(of: .number(.any), count: 2...2)), count: 1...2)),
        .optional,
        "The ends of the grid along each coordinate, as [[low, high], …]; where it is not said, a box that holds all but 1e-12 of either law."
      ),
    ]
  ).with {
    $0.formula =
      "u_t = div(p ∇Φ(u / p)), Φ′(v) = h′(−ln v): an implicit Euler step of length flow.step per iteration, finite volumes, no flux through the boundary; jsd: Φ = ½ ln(1 + v)"
    $0.source =
      "Huang & Zhang, JMLR 2023, equations 25 and 32 and section 4; Yi, Zhu & Liu, ICML 2023"
    $0.defaultsElsewhere = ["flow.step": 0.005]
    $0.checks = [DensityChecks.ends]
  }
}
