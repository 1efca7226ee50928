package import YAML

/// A check and the place in the run that it is declared on.
package struct BoundCheck: Sendable {
  /// Where the value that it examines is.
  package let base: Path
  /// The check.
  package let check: Check

  /// The paths it looks at, from the top of the run.
  package var reads: [Path] {
    check.reads.map(base.appending)
  }

  /// What the check finds in `run`, located in `tree`.
  package func diagnostics(in run: Value, tree: Node, vocabulary: Vocabulary) -> [Diagnostic] {
    guard let value = run.value(at: base) else { return [] }
    let context = Check.Context(vocabulary: vocabulary, isGiven: { tree.has(base.appending($0)) })
    return check.examine(value, context).map { finding in
      Diagnostic(
        .broken(message: finding.message, hint: finding.hint),
        at: tree.place(of: base.appending(finding.path)), severity: finding.severity)
    }
  }
}
