/// The potentials that are known rather than learned.
enum Potentials {
  static let kinds = [exactRatio, kdeRatio, gaussianRatio, exactTransport]

  /// Those that only free particles follow, which have no density but are a cloud.
  static let namesOfParticles = Set([kdeRatio, gaussianRatio, exactTransport].map(\.name))

  private static let targetDensity = Field(
    "target-density",
    .choice([
      Choice("exact", "In closed form."),
      Choice("estimated", "From points of the target, as that of the particles."),
    ]), .defaults(to: "exact"), "The density of the target.")

  private static let kdeRatio = Kind(
    "kde-ratio",
    "The logarithm of the density ratio, with the particles' density estimated by Gaussians about them.",
    fields: [
      Field(
        "bandwidth",
        .either([
          .choice([
            Choice(
              "scott", "n^(−1/(d+4)) times the root mean square deviation, anew at each step.")
          ]), .number(.positive),
        ]), .defaults(to: "scott"), "Standard deviation of the Gaussians."),
      targetDensity,
    ]
  ).with {
    $0.formula =
      "d(x) = ln p(x) − ln q(x), q = mean N(xⱼ, bandwidth² I) over the particles, x among them"
  }

  private static let gaussianRatio = Kind(
    "gaussian-ratio",
    "The logarithm of the density ratio, with the particles' density that of the Gaussian of their moments.",
    fields: [targetDensity]
  ).with {
    $0.formula = "d(x) = ln p(x) − ln q(x), q = N(mean, covariance) of the particles"
    $0.source = "Yi, Zhu & Liu, MonoFlow, ICML 2023: the flow between Gaussians"
  }

  private static let exactTransport = Kind(
    "exact-transport",
    "The Kantorovich potential of an exact transport plan from the particles to points of the target."
  ).with {
    $0.formula =
      "w2: v(x) = T(x) − x, T the mean of where the plan takes x; w1: v(x) = (T(x) − x)/|T(x) − x|, averaged over the plan"
  }

  private static let exactRatio = Kind(
    "exact-ratio",
    "The logarithm of the density ratio of target and current law, known in closed form: nothing is trained.",
    fields: [
      Field(
        "gradient",
        .choice([
          Choice(
            "samples",
            "Through the samples only, as with a learned potential: the density is held fixed."),
          Choice(
            "total",
            "Through the samples and the density's own parameters: variational inference."),
        ]), .defaults(to: "samples"), "What the generator's gradient goes through.")
    ]
  ).with {
    $0.formula =
      "d(x) = ln p(x) − ln q(x), q the law of x = μ + S z: ln q(x) = ln p_z(S⁻¹(x − μ)) − ln |det S|"
    $0.source = "Yi, Zhu & Liu, MonoFlow, ICML 2023, section 4.3: r(x, θ) and r(x, θ_de)"
  }
}
