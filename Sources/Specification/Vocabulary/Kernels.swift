/// Kernels, and the keys that shape them.
enum Kernels {
  /// The keys `kernel`, `bandwidths` and `exponents`.
  static let fields = [
    Field(
      "kernel", .choice(choices), .defaults(to: "gaussian"),
      "The kernel; of several bandwidths the mean is taken."),
    Field(
      "bandwidths",
      .either([
        .choice([Choice("median", "The median distance between points of the target.")]),
        .number(.positive), .list(ListRule(of: .number(.positive), count: 1...64)),
      ]), .defaults(to: "median"), "Length scales of the kernel, in the units of the samples."),
    Field(
      "exponents", .list(ListRule(of: .number(.positive), count: 1...64)), .optional,
      "Exponents a of the rational quadratic kernel; without them 0.2, 0.5, 1, 2 and 5."),
  ]

  private static let choices = [
    Choice("gaussian", "exp(−|x − y|² / 2 bandwidth²)."),
    Choice("mixture", "The mean of gaussians of 1/4, 1/2, 1, 2 and 4 bandwidths."),
    Choice("rational-quadratic", "The mean of (1 + |x − y|² / 2a bandwidth²)^−a over exponents a."),
    Choice("laplace", "exp(−|x − y| / bandwidth)."),
    Choice("energy", "−|x − y|, without bandwidth: the energy distance."),
  ]

  /// The keys of a kernel belong to the kernel that is chosen.
  static let keys = Check(reads: ["kernel", "bandwidths", "exponents"]) { owner, _ in
    let kernel = owner["kernel"].textOrNil
    var findings: [Finding] = []
    if kernel == "energy", owner["bandwidths"] != "median" {
      findings.append(
        Finding("bandwidths", "the kernel 'energy' has no bandwidth", isAboutKey: true))
    }
    if kernel != "rational-quadratic", !owner["exponents"].isNull {
      findings.append(
        Finding(
          "exponents", "'exponents' belongs to the kernel 'rational-quadratic'", isAboutKey: true))
    }
    return findings
  }
}
