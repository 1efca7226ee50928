package import YAML

/// An experiment file, read with all it extends and overridden from the command line.
///
/// Its sweep is understood, but its runs are not yet looked at: a key that is missing here may be
/// set by every case. Planning does that, and reports what is wrong here together with what is wrong
/// there.
package struct Experiment: Sendable {
  /// The name, which is also the folder under results; the file's own where none is given.
  package let name: String
  /// What the experiment is about; nil where it does not say.
  package let description: String?
  /// The texts that were read: the file itself first.
  package let sources: [Source]
  /// The figures that are asked for, as declared in `ResultsLanguage`.
  package let figures: [Value]
  /// The claims that the runs must bear out.
  package let claims: [Claim]
  /// What is swept.
  package let sweep: Sweep
  /// The merged tree of a run, without sweep, figures and claims.
  package let tree: Node
  /// The kinds there are.
  package let vocabulary: Vocabulary
  /// What is wrong so far, and what deserves a warning.
  package let diagnostics: [Diagnostic]
  /// Whether keys may be missing only because an extended file could not be read.
  package let isIncomplete: Bool
  /// The kind of failure that the errors among the diagnostics amount to.
  package let failureKind: SpecificationFailure.Kind

  /// Reads the file at `path`.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - overrides: what the command line sets, laid over the file in their order.
  ///   - vocabulary: the kinds there are.
  /// - Returns: the experiment, whose runs are not validated yet.
  /// - Throws: a failure where there is no mapping to go on with; everything else is left to the plan.
  package static func load(
    path: String, overrides: [Override] = [], vocabulary: Vocabulary = .builtIn
  ) throws(SpecificationFailure) -> Experiment {
    var files = Extending()
    let tree = files.tree(of: path)
    let stem = path.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    return try Experiment(
      tree, files: files, overrides: overrides, vocabulary: vocabulary, stem: stem ?? "experiment")
  }

  /// Reads an experiment from a text, such as a resolved run that was stored.
  ///
  /// - Parameters:
  ///   - text: the file's text.
  ///   - name: what messages call it; `extends` is relative to it.
  ///   - overrides: what the command line sets.
  ///   - vocabulary: the kinds there are.
  /// - Returns: the experiment, whose runs are not validated yet.
  /// - Throws: as for a file.
  package static func read(
    text: String, named name: String, overrides: [Override] = [], vocabulary: Vocabulary = .builtIn
  ) throws(SpecificationFailure) -> Experiment {
    var files = Extending()
    let document = Document.parse(bytes: Array(text.utf8), name: name)
    let tree = files.tree(of: document, chain: [name])
    return try Experiment(
      tree, files: files, overrides: overrides, vocabulary: vocabulary, stem: "experiment")
  }

  private init(
    _ tree: Node?, files: Extending, overrides: [Override], vocabulary: Vocabulary, stem: String
  ) throws(SpecificationFailure) {
    guard let tree else {
      let sorted = Diagnostic.sorted(files.diagnostics, sources: files.sources)
      throw SpecificationFailure(files.failures.first ?? .invalid, sorted)
    }
    var contents = ExperimentContents(tree, vocabulary: vocabulary)
    contents.apply(overrides)
    contents.read()
    name = contents.tree["name"]?.string ?? stem
    description = contents.tree["description"]?.string
    sources = files.sources + contents.tables
    figures = contents.figures
    claims = contents.claims
    sweep = contents.sweep
    self.tree = contents.tree
    self.vocabulary = vocabulary
    diagnostics = files.diagnostics + contents.diagnostics
    isIncomplete = files.isIncomplete
    failureKind = (files.failures + contents.failures).first ?? .invalid
  }
}
