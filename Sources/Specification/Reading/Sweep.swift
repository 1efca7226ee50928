package import YAML

/// What the `sweep` section asks for, its shape checked, its paths and values not yet.
package struct Sweep: Sendable {
  /// One path with the value that an entry of the sweep gives it.
  package struct Assignment: Sendable {
    /// What is set.
    package let path: Path
    /// Where the path was written.
    package let place: SourceLocation
    /// What it is set to.
    package let value: Node

    /// The paths that the entry sets expressly: its own, and those of the keys of a mapping.
    ///
    /// A bare name sets the `kind`. What a kind brings with it is not set expressly: another entry
    /// may set it on top.
    package var expressPaths: [Path] {
      Assignment.expressPaths(of: value, at: path)
    }

    static func expressPaths(of node: Node, at path: Path) -> [Path] {
      guard let entries = node.entries else {
        return node.string == nil ? [path] : [path, path.appending("kind")]
      }
      return [path] + entries.flatMap { expressPaths(of: $0.value, at: path.appending($0.key)) }
    }
  }

  /// A named patch: a method to compare.
  package struct Case: Sendable {
    /// The name.
    package let name: String
    /// Where the name was written.
    package let place: SourceLocation
    /// What the case sets.
    package let assignments: [Assignment]

    /// Whether the case sets `path` expressly, so that a grid on it does not apply.
    package func sets(_ path: Path) -> Bool {
      assignments.contains { $0.expressPaths.contains(path) }
    }
  }

  /// A path with the values it takes.
  package struct Axis: Sendable {
    /// What is swept.
    package let path: Path
    /// Where the path was written.
    package let place: SourceLocation
    /// The values, at least one.
    package let values: [Node]

    /// The paths that some value of the axis sets expressly.
    package var expressPaths: Set<Path> {
      Set(values.flatMap { Assignment.expressPaths(of: $0, at: path) })
    }
  }

  /// Runs to leave out: those that meet all conditions.
  package struct Exclusion: Sendable {
    /// Where the exclusion was written.
    package let place: SourceLocation
    /// The cases it is about; nil for all.
    package var cases: [String]?
    /// The values of paths it is about, each a scalar or a list of alternatives.
    package var conditions: [Assignment] = []
  }

  /// The seeds of the replicates.
  package enum Seeds: Sendable {
    /// 0 up to, but without, this count.
    case count(Int)
    /// These.
    case list([Int])

    /// How many there are.
    package var count: Int {
      switch self {
      case .count(let count): count
      case .list(let seeds): seeds.count
      }
    }

    /// The seed at `index`.
    package subscript(_ index: Int) -> Int {
      switch self {
      case .count: index
      case .list(let seeds): seeds[index]
      }
    }
  }

  /// The cases, in the file's order.
  package var cases: [Case] = []
  /// Lists walked together, all of one length.
  package var zip: [Axis] = []
  /// Lists of which all combinations are taken.
  package var grid: [Axis] = []
  /// What is left out.
  package var exclusions: [Exclusion] = []
  /// The replicates; nil for one run with the seed of the file.
  package var seeds: Seeds?
  /// Where the seeds were written.
  package var seedsPlace: SourceLocation?

  /// A sweep of one run.
  package init() {}
}
