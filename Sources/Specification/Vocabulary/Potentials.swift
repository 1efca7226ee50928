/// The potentials that are known rather than learned.
enum Potentials {
  static let exactRatio = Kind(
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
