/// The metrics that are built in.
enum Metrics {
  static let kinds = [
    Kind("w1", "The exact Wasserstein-1 distance between two clouds of equal size.").with {
      $0.formula = "min over σ of mean |xᵢ − y_σ(i)|"
    },
    Kind("w2", "The exact Wasserstein-2 distance between two clouds of equal size.").with {
      $0.formula = "(min over σ of mean |xᵢ − y_σ(i)|²)^½"
    },
    Kind(
      "sw2",
      "The sliced Wasserstein-2 distance: over directions, the root of the mean square of W₂.",
      fields: [
        Field(
          "directions", .integer(.within(1...65_536)), .defaults(to: 64),
          "Number of directions: equispaced in the plane; above, fixed orthogonal blocks, which round it up to a multiple of the dimension."
        )
      ]),
    Kind(
      "mmd2", aliases: ["mmd"], "The squared maximum mean discrepancy.",
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
    ).with { $0.source = "Gretton et al. 2012, equation 3" },
    Kind("energy-distance", "The energy distance.", fields: [unbiased]).with {
      $0.formula = "2 E|x − y| − E|x − x′| − E|y − y′|"
      $0.source = "Székely & Rizzo 2013"
    },
  ]

  private static let unbiased = Field(
    "estimator", .choice([Choice("unbiased", "The U-statistic, which may be negative.")]),
    .defaults(to: "unbiased"), "The estimator.")
}
