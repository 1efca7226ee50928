import Graphs

/// The compiled step of the potentials, and where it leaves what it found.
struct PotentialPlan {
  /// Samples and targets → losses and gradients.
  let plan: Plan
  /// The loss, the objective, the penalty and the gradient's norm.
  let values: FloatBuffer
  /// Whether there is a penalty, of the potential or of the flow itself.
  let hasPenalty: Bool
  /// Whether the penalty measures a gradient's norm.
  let hasGradientNorm: Bool

  /// What the last run found.
  var report: GeneratorDynamics.PotentialReport {
    GeneratorDynamics.PotentialReport(
      loss: values[0], objective: values[1], penalty: hasPenalty ? values[2] : nil,
      gradientNorm: hasGradientNorm ? values[3] : nil)
  }

  /// The names of what a report holds, in the order of its `values`.
  var names: [String] {
    ["potential_loss", "objective"] + (hasPenalty ? ["penalty"] : [])
      + (hasGradientNorm ? ["gradient_norm"] : [])
  }
}
