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

  /// The key whose effect it doubts, from the top of the run; nil for other checks.
  package var doubtedKey: Path? { check.doubts.map(base.appending) }

  /// What the check finds in `run`.
  ///
  /// - Parameters:
  ///   - run: a resolved run.
  ///   - given: a tree that has every path that is given for the run, with whatever value.
  ///   - vocabulary: the kinds there are.
  ///   - tree: the tree of the run, which is asked for only if something is found.
  /// - Returns: what is found; nothing where the run is as it should be.
  package func diagnostics(
    in run: Value, given: Node, vocabulary: Vocabulary, tree: () -> Node
  ) -> [Diagnostic] {
    guard let value = run.value(at: base) else { return [] }
    let context = Check.Context(vocabulary: vocabulary, isGiven: { given.has(base.appending($0)) })
    let findings = check.examine(value, context)
    guard !findings.isEmpty else { return [] }
    let tree = tree()
    return findings.map { finding in
      Diagnostic(
        .broken(message: finding.message, hint: finding.hint),
        at: tree.place(of: base.appending(finding.path), atKey: finding.isAboutKey),
        severity: finding.severity)
    }
  }

  /// Where the key stands whose effect the check doubts, if `run` uses it; nil otherwise.
  ///
  /// The parameters are those of `diagnostics`, which finds nothing then.
  package func placeInEffect(
    in run: Value, given: Node, tree: () -> Node
  ) -> SourceLocation? {
    guard let key = check.doubts, run.value(at: base) != nil, given.has(base.appending(key)) else {
      return nil
    }
    return tree().place(of: base.appending(key), atKey: true)
  }
}
