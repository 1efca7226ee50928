internal import YAML

/// Reads the `sweep` section: one block, or a list of them.
struct SweepReader {
  private(set) var sweep = Sweep()
  private(set) var diagnostics: [Diagnostic] = []
  /// The tables of points that were read.
  private(set) var sources: [Source] = []
  /// Why tables could not be read, where some could not.
  private(set) var failures: [SpecificationFailure.Kind] = []

  /// Reads the section, or nothing where it is empty.
  init(_ section: Node?) {
    guard let section, !section.isNull else { return }
    guard let elements = section.elements else {
      sweep = Sweep([block(section)])
      return
    }
    if elements.isEmpty {
      diagnostics.append(Diagnostic(.emptySweep("block"), at: section.location))
    }
    let blocks = elements.map { block($0) }
    if !blocks.isEmpty { sweep = Sweep(blocks) }
  }

  private mutating func block(_ node: Node) -> Sweep.Block {
    guard let entries = node.entries else {
      let problem = Diagnostic.Problem.wrongType(expected: "a mapping", found: node.found)
      diagnostics.append(Diagnostic(problem, at: node.location))
      return Sweep.Block()
    }
    let reader = BlockReader(entries)
    diagnostics += reader.diagnostics
    sources += reader.sources
    failures += reader.failures
    return reader.block
  }
}
