internal import YAML

/// Reads a file and the files it extends, and lays the one over the others.
struct Extending {
  /// The longest chain of files that extend each other.
  private static let maximumDepth = 32

  /// The most files that are read for one experiment; each may extend several.
  private static let maximumFiles = 256

  /// The files that were read, in the order of reading.
  private(set) var sources: [Source] = []
  /// All that was wrong with them.
  private(set) var diagnostics: [Diagnostic] = []
  /// Why files could not be read, where some could not.
  private(set) var failures: [SpecificationFailure.Kind] = []
  /// Whether keys may be missing only because a file could not be read.
  private(set) var isIncomplete = false

  /// The merged tree of the file at `path`; nil where there is none.
  mutating func tree(of path: String) -> Node? {
    do throws(FileFailure) {
      let bytes = try FileReader.bytes(of: path)
      return tree(of: Document.parse(bytes: bytes, name: path), chain: [path])
    } catch {
      failures.append(error.kind)
      diagnostics.append(Diagnostic(.file(path: path, error.problem), at: nil))
      return nil
    }
  }

  /// The merged tree of a document.
  mutating func tree(of document: Document, chain: [String]) -> Node? {
    sources.append(document.source)
    diagnostics += document.errors.map { Diagnostic(.syntax($0), at: $0.location) }
    guard let root = document.root else {
      isIncomplete = true
      return nil
    }
    if root.isNull, document.source.extendedBy != nil {
      return Node(.mapping([]), at: root.location)
    }
    guard let entries = root.entries else {
      let problem: Diagnostic.Problem =
        root.isNull
        ? .syntax(SyntaxError(problem: .empty, location: document.source.beginning))
        : .wrongType(expected: "a mapping", found: root.found)
      diagnostics.append(
        Diagnostic(problem, at: root.isNull ? document.source.beginning : root.location))
      isIncomplete = true
      return nil
    }
    let own = Node(.mapping(entries.filter { $0.key != "extends" }), at: root.location)
    guard let extended = root["extends"] else { return own }
    return base(extended, chain: chain).map { $0.overlaid(with: own) } ?? own
  }

  /// The files that the value of `extends` names, laid over each other; nil where there is none.
  private mutating func base(_ extended: Node, chain: [String]) -> Node? {
    var merged: Node?
    for element in extended.elements ?? [extended] {
      guard let name = element.string, !name.isEmpty else {
        let problem = Diagnostic.Problem.wrongType(
          expected: "the path of a file, or a list of them", found: element.found)
        diagnostics.append(Diagnostic(problem, at: element.location))
        isIncomplete = true
        continue
      }
      guard let tree = tree(named: name, at: element.location, chain: chain) else { continue }
      merged = merged?.overlaid(with: tree) ?? tree
    }
    return merged
  }

  private mutating func tree(
    named name: String, at place: SourceLocation, chain: [String]
  ) -> Node? {
    let path = FileReader.resolve(name, besides: chain.last ?? "")
    if let first = chain.firstIndex(where: { FileReader.normalised($0) == path }) {
      let problem = Diagnostic.Problem.extendsItself(chain: chain[first...] + [path])
      diagnostics.append(Diagnostic(problem, at: place))
      isIncomplete = true
      return nil
    }
    do throws(FileFailure) {
      guard chain.count < Extending.maximumDepth else {
        throw FileFailure(problem: .tooMany("more than \(Extending.maximumDepth) files in a row"))
      }
      guard sources.count < Extending.maximumFiles else {
        throw FileFailure(problem: .tooMany("more than \(Extending.maximumFiles) files in all"))
      }
      let bytes = try FileReader.bytes(of: path)
      let document = Document.parse(bytes: bytes, name: path, extendedBy: place)
      return tree(of: document, chain: chain + [path])
    } catch {
      failures.append(error.kind)
      isIncomplete = true
      diagnostics.append(Diagnostic(.file(path: path, error.problem), at: place))
      return nil
    }
  }
}
