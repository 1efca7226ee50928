/// How a generator follows its flow.
package enum GeneratorUpdate: Hashable, Sendable {
  /// Targets one Euler step ahead, ζ = G(z) + ε ∇H(d(G(z))), are computed once; the generator is
  /// fitted to them in any number of steps with z and ζ fixed.
  case forwardEuler
  /// The generator descends −mean H(d(G(z))), evaluated anew in each of its steps.
  case adversarial
}
