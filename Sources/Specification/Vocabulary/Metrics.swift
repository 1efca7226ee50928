/// The metrics that are built in.
enum Metrics {
  static let kinds = [
    Kind(
      "w1",
      "The exact Wasserstein-1 distance between two clouds of equal size, in the units of the samples."
    ).with {
      $0.formula = "min over permutations σ of mean |xᵢ − y_σ(i)|, certified by the dual to 1e-9"
      $0.source = exactTransport
    },
    Kind(
      "w2",
      "The exact Wasserstein-2 distance between two clouds of equal size, in the units of the samples."
    ).with {
      $0.formula =
        "(min over permutations σ of mean |xᵢ − y_σ(i)|²)^½, certified by the dual to 1e-9"
      $0.source = exactTransport
    },
    Kind(
      "sw2",
      "The sliced Wasserstein-2 distance between two clouds of equal size, in the units of the samples.",
      fields: [
        Field(
          "directions", .integer(.within(1...65_536)), .defaults(to: 64),
          "Number of directions: equispaced in the plane; above, fixed orthogonal blocks, which round it up to a multiple of the dimension."
        )
      ]
    ).with {
      $0.formula = "(mean over directions θ of W₂(θ·x, θ·y)²)^½, each W₂ exact by sorting"
      $0.source = "Rabin, Peyré, Delon & Bernot 2012; Bonneel et al. 2015"
    },
    Kind(
      "mmd2", aliases: ["mmd"], "The squared maximum mean discrepancy, without a unit.",
      fields: [
        Field(
          "kernel", .choice([Choice("gaussian", "exp(−|x − y|² / 2 bandwidth²).")]),
          .defaults(to: "gaussian"), "The kernel; of several bandwidths the mean is taken."),
        Field(
          "bandwidths",
          .either([
            .choice([Choice("median", "The median distance between points of the target.")]),
            .number(.positive), .list(ListRule(of: .number(.positive), count: 1...64)),
          ]), .defaults(to: "median"), "Length scales of the kernel, in the units of the samples."),
        unbiased,
      ]
    ).with {
      $0.formula = "E k(x, x′) + E k(y, y′) − 2 E k(x, y), over pairs of different points"
      $0.source = "Gretton et al., A kernel two-sample test, JMLR 2012, equation 3"
    },
    Kind(
      "energy-distance", "The energy distance, in the units of the samples.", fields: [unbiased]
    ).with {
      $0.formula = "2 E|x − y| − E|x − x′| − E|y − y′|, over pairs of different points"
      $0.source = "Székely & Rizzo 2013"
    },
  ]

  private static let exactTransport =
    "Bertsekas 1988 (auction); Jonker & Volgenant 1987 (augmenting paths)"

  private static let unbiased = Field(
    "estimator", .choice([Choice("unbiased", "The U-statistic, which may be negative.")]),
    .defaults(to: "unbiased"), "The estimator.")
}
