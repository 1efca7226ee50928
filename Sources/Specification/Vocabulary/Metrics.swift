/// The metrics that are built in.
enum Metrics {
  static let kinds = transport + pairwise + moments + densities + neighbours + modes

  private static let transport = [
    Kind(
      "w1",
      "The exact Wasserstein-1 distance between two clouds, in the units of the samples."
    ).with {
      $0.formula =
        "min over plans π of Σ πᵢⱼ |xᵢ − yⱼ|, of equal counts over permutations; certified by the dual to 1e-9"
      $0.source = exactTransport
    },
    Kind(
      "w2",
      "The exact Wasserstein-2 distance between two clouds, in the units of the samples."
    ).with {
      $0.formula =
        "(min over plans π of Σ πᵢⱼ |xᵢ − yⱼ|²)^½, of equal counts over permutations; certified by the dual to 1e-9"
      $0.source = exactTransport
    },
    Kind(
      "sw1",
      "The sliced Wasserstein-1 distance between two clouds, in the units of the samples.",
      fields: [directions]
    ).with {
      $0.formula = "mean over directions θ of W₁(θ·x, θ·y), each W₁ exact by sorting"
      $0.source = slicedTransport
    },
    Kind(
      "sw2",
      "The sliced Wasserstein-2 distance between two clouds, in the units of the samples.",
      fields: [directions]
    ).with {
      $0.formula = "(mean over directions θ of W₂(θ·x, θ·y)²)^½, each W₂ exact by sorting"
      $0.source = slicedTransport
    },
    Kind(
      "max-sw2",
      "The max-sliced Wasserstein-2 distance between two clouds, in the units of the samples.",
      fields: [directions]
    ).with {
      $0.formula = "max over θ of W₂(θ·x, θ·y): the best fixed directions, turned uphill"
      $0.source = "Deshpande et al., Max-sliced Wasserstein distance, CVPR 2019"
    },
    Kind(
      "sinkhorn-divergence", "The debiased Sinkhorn divergence, converged, with no root taken.",
      fields: [
        Field(
          "exponent", .integer(.within(1...2)), .defaults(to: 2),
          "The power p of the distance in the transport cost |x − y|ᵖ."),
        Field(
          "blur",
          .either([
            .choice([Choice("median", "A fifth of the median distance between target points.")]),
            .number(.positive),
          ]), .defaults(to: "median"),
          "The length blur with ε = blurᵖ: what is finer is not seen."),
      ]
    ).with {
      $0.formula = "OT_ε(x, y) − ½ OT_ε(x, x) − ½ OT_ε(y, y), which goes to W_pᵖ as ε → 0"
      $0.source = "Feydy et al. 2019"
    },
  ]

  private static let pairwise = [
    Kind(
      "mmd2", aliases: ["mmd"], "The squared maximum mean discrepancy, without a unit.",
      fields: Kernels.fields + [estimator]
    ).with {
      $0.formula = "E k(x, x′) + E k(y, y′) − 2 E k(x, y), over pairs of different points"
      $0.source = "Gretton et al., A kernel two-sample test, JMLR 2012, equation 3"
      $0.checks = [Kernels.keys]
    },
    Kind(
      "energy-distance", "The energy distance, in the units of the samples.", fields: [estimator]
    ).with {
      $0.formula = "2 E|x − y| − E|x − x′| − E|y − y′|, over pairs of different points"
      $0.source = "Székely & Rizzo 2013"
    },
  ]

  private static let moments = [
    Kind(
      "frechet",
      "The Fréchet distance: W₂ of the Gaussians of equal moments, and its square, which FID reports."
    ).with {
      $0.formula = "frechet2 = |m − n|² + tr S + tr T − 2 tr (S^½ T S^½)^½, frechet its root"
      $0.source = "Dowson & Landau 1982; Heusel et al. 2017"
      $0.quantities = ["frechet", "frechet2"]
    }
  ]

  private static let densities = [
    Kind(
      "jsd", "The Jensen–Shannon divergence of estimated densities, in nats.",
      fields: densityFields
    ).with {
      $0.formula = "½ E_ρ log 2ρ/(ρ + ρ_d) + ½ E_ρd log 2ρ_d/(ρ + ρ_d)"
      $0.source = "Huang & Zhang 2023"
      $0.needs = densityNeeds
      $0.dimensions = densityDimensions
    },
    Kind(
      "kl",
      "The Kullback–Leibler divergences of estimated densities, in nats: of the law from the target, and reverse.",
      fields: densityFields
    ).with {
      $0.quantities = ["kl", "kl_reverse"]
      $0.formula = "kl = E_ρ log ρ/ρ_d, kl_reverse = E_ρd log ρ_d/ρ"
      $0.needs = densityNeeds
      $0.dimensions = densityDimensions
    },
  ]

  private static let neighbours = [
    support(
      "precision", 3, "The share of samples in the target's support.",
      source: "Kynkäänniemi et al. 2019, equation 1"),
    support(
      "recall", 3, "The share of target points in the samples' support.",
      source: "Kynkäänniemi et al. 2019, equation 1"),
    support(
      "density", 5,
      "How many balls about target points hold a sample, over the number of neighbours; 1 at equality.",
      source: "Naeem et al. 2020, equation 3"),
    support(
      "coverage", 5, "The share of target points whose ball holds a sample.",
      source: "Naeem et al. 2020, equation 4"),
    Kind(
      "nn-accuracy",
      "How often the nearest neighbour tells samples from target points: ½ for equal laws, less for copies."
    ).with {
      $0.source = "Lopez-Paz & Oquab 2017"
      $0.quantities = ["nn_accuracy", "nn_accuracy_samples", "nn_accuracy_target"]
    },
    Kind(
      "transfer-accuracy",
      "How often the nearest sample of a target point, with the class of its source point, has its class."
    ).with {
      $0.source = "Malik & Huang 2024"
      $0.needs = { _ in [LawNeed(.classes, of: "target"), LawNeed(.classes, of: "source")] }
    },
  ]

  private static let modes = [
    Kind(
      "modes",
      "Captured modes, the share of samples of high quality, and the divergence of mode shares from weights.",
      fields: [
        Field(
          "deviations", .number(.positive), .defaults(to: 3.0),
          "Within how many standard deviations of its mode a sample is of high quality."),
        Field(
          "least-share", .number(.within(0...1)), .defaults(to: 0.0),
          "The share of the samples expected of a mode that captures it; at least one sample is needed."
        ),
      ]
    ).with {
      $0.source = "Srivastava et al. 2017; Lin et al. 2018"
      $0.quantities = ["modes_captured", "modes_high_quality", "modes_kl"]
      $0.needs = { _ in [LawNeed(.modes, of: "target")] }
    }
  ]
}

// MARK: - Keys

extension Metrics {
  private static let exactTransport =
    "Dantzig 1951 (network simplex); Mérigot 2011 (coarse to fine); Bertsekas 1988 (auction, above dimension 8)"
  private static let slicedTransport = "Rabin, Peyré, Delon & Bernot 2012; Bonneel et al. 2015"

  private static let directions = Field(
    "directions", .integer(.within(1...65_536)), .defaults(to: 64),
    "Number of directions: equispaced in the plane; above, fixed orthogonal blocks, which round it up to a multiple of the dimension."
  )

  private static let estimator = Field(
    "estimator",
    .choice([
      Choice("unbiased", "The U-statistic, which may be negative."),
      Choice("biased", "The V-statistic, which counts points with themselves."),
    ]),
    .defaults(to: "unbiased"), "The estimator.")

  /// In more dimensions a density estimate of any affordable number of points means nothing.
  private static let densityDimensions = 1...10

  private static let densityFields = [
    Field(
      "bandwidth",
      .either([
        .choice([
          Choice("cross-validated", "The likeliest for each target point, given the others."),
          Choice("scott", "Scott's rule on the target, too wide for several modes."),
        ]), .number(.positive),
      ]), .defaults(to: "cross-validated"),
      "Standard deviation of the Gaussians that densities are estimated with."),
    Field(
      "target-density",
      .choice([
        Choice("estimated", "From the target's draws, as the samples' density is."),
        Choice("exact", "In closed form."),
      ]), .defaults(to: "estimated"), "The density of the target."),
  ]

  private static let densityNeeds: @Sendable (Value) -> [LawNeed] = { metric in
    metric["target-density"].textOrNil == "exact"
      ? [LawNeed(.density, of: "target", because: "target-density")] : []
  }

  private static func support(
    _ name: String, _ neighbours: Int, _ summary: String, source: String
  ) -> Kind {
    Kind(
      name, summary,
      fields: [
        Field(
          "neighbours", .integer(.within(1...64)), .defaults(to: .integer(neighbours)),
          "Balls about points reach to their neighbour of this rank.")
      ]
    ).with { $0.source = source }
  }
}
