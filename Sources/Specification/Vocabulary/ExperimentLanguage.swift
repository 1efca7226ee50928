/// The keys of an experiment file, declared once.
package enum ExperimentLanguage {
  /// The keys of one run: what a sweep can set and the resolved run holds, in its order.
  ///
  /// `flow` comes before `schedule`, for which a kind of flow brings defaults.
  package static let runFields = [
    Field(
      "name",
      .string(
        StringRule(pattern: "[a-z0-9-]+", expectation: "lower-case letters, digits and hyphens")),
      "The name of the experiment, which is also its folder under results."),
    Field("description", .string(.any), .optional, "What the experiment is about."),
    Field("data", .object(data), "What is learned, and from what."),
    Field(
      "trainer", .union(.trainer, default: nil), .defaults(to: "generator"), "How the law is moved."
    ),
    Field(
      "generator", .union(.network, default: "mlp"), .defaults(to: "mlp"),
      "The network that maps the source to samples."),
    Field(
      "potential", .union(.potential, default: "mlp"), .defaults(to: "mlp"),
      "The function with one output: discriminator, critic or Kantorovich potential."),
    Field("flow", .union(.flow, default: nil), "The gradient flow, and how it is followed."),
    Field("schedule", .object(schedule), "For how long, and with which optimisers."),
    Field("metrics", .object(metrics), .defaults(to: [:]), "What is measured, and how often."),
    Field("samples", .object(samples), .defaults(to: [:]), "Which samples are kept."),
    Field(
      "seed", .integer(seedRule), .defaults(to: 0),
      "The seed that all random numbers of the run come from."),
  ]

  /// What a seed may be: an integer that every reader of JSON reads exactly.
  package static let seedRule = NumberRule.within(0...9_007_199_254_740_991)

  /// The keys of a run that cannot change its results, and so are no part of its identity.
  package static let keysWithoutEffect: Set<String> = ["name", "description"]

  /// The same for keys further down.
  package static let pathsWithoutEffect: [Path] = ["trainer.timeout"]

  /// The keys of a file that are no part of a run.
  package static let keysBesidesRun =
    [FileLanguage.extends.name, "sweep"] + FileLanguage.results.map(\.name)

  private static let data = [
    Field("target", .union(.law, default: nil), "The law that is learned."),
    Field(
      "source", .union(.law, default: nil), .defaults(to: ["kind": "gaussian", "dimension": 2]),
      "The law that the generator starts from."),
  ]

  private static let schedule = [
    Field("iterations", .integer(.within(1...1e9)), "Number of steps of the flow."),
    Field("batch", .integer(.within(1...1e6)), .defaults(to: 256), "Samples in a batch."),
    Field(
      "potential",
      .object([
        Field(
          "steps", .integer(.within(1...1e6)), .defaults(to: 1),
          "Optimiser steps on the potential before each step of the flow."),
        optimizer,
      ]), .defaults(to: [:]), "How the potential is trained."),
    Field("generator", .object([optimizer]), .defaults(to: [:]), "How the generator is trained."),
  ]

  private static let optimizer = Field(
    "optimizer", .union(.optimizer, default: "adam"), .defaults(to: "adam"), "The optimiser.")

  private static let metrics = [
    Field(
      "every", .integer(.within(1...1e9)), .defaults(to: 100),
      "Iterations between two evaluations; the first and the last iteration are always evaluated."),
    Field(
      "count", .integer(.within(2...1e7)), .defaults(to: 1000),
      "Fresh samples on each side of a comparison."),
    Field(
      "compute", .list(ListRule(of: .union(.metric, default: nil), count: 0...64)),
      .defaults(to: ["w1"]), "The metrics."),
  ]

  private static let samples = [
    Field(
      "every", .integer(.within(0...1e9)), .defaults(to: 0),
      "Iterations between two snapshots; 0 keeps the first and the last only."),
    Field("count", .integer(.within(1...1e7)), .defaults(to: 1000), "Samples in a snapshot."),
  ]
}
