import YAML

extension Experiment {
  /// The experiment file as the user wrote it.
  package var text: String { sources.first?.text ?? "" }
}
