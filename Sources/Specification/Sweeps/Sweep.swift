package import YAML

/// What the `sweep` section asks for, its shape checked, its paths and values not yet.
package struct Sweep: Sendable {
  /// The blocks, whose runs are put one after the other.
  package var blocks: [Block]

  /// The sweep of these blocks; without any, a sweep of one run.
  package init(_ blocks: [Block] = [Block()]) {
    self.blocks = blocks
  }

  /// The cases of all blocks, in the file's order.
  package var cases: [Case] { blocks.flatMap(\.cases) }

  /// The paths that zip, points, grid and draws set, in this order, each once.
  package var sweptPaths: [Path] {
    var seen: Set<Path> = []
    return blocks.flatMap(\.sweptPaths).filter { seen.insert($0).inserted }
  }
}

extension Sweep {
  /// One block of a sweep: all combinations of its parts.
  package struct Block: Sendable {
    /// The cases, in the file's order.
    package var cases: [Case] = []
    /// Lists walked together, all of one length.
    package var zip: [Axis] = []
    /// Combinations that are listed one by one, each like a case without a name.
    package var points: [[Assignment]] = []
    /// Lists of which all combinations are taken.
    package var grid: [Axis] = []
    /// Drawn values: the axes of each element are drawn together.
    package var draws: [[Axis]] = []
    /// What is left out.
    package var exclusions: [Selector] = []
    /// The replicates; nil for one run with the seed of the file.
    package var seeds: Seeds?
    /// Where the seeds were written.
    package var seedsPlace: SourceLocation?

    /// A block of one run.
    package init() {}

    /// All axes, in the order in which they are applied.
    package var axes: [Axis] { zip + grid + draws.joined() }

    /// The paths that zip, points, grid and draws set.
    package var sweptPaths: [Path] {
      zip.map(\.path) + points.flatMap { $0.map(\.path) } + (grid + draws.joined()).map(\.path)
    }
  }

  /// One path with the value that an entry of the sweep gives it.
  package struct Assignment: Sendable {
    /// What is set.
    package let path: Path
    /// Where the path was written.
    package let place: SourceLocation
    /// What it is set to.
    package let value: Node

    /// The assignment of `value` to `path`.
    package init(path: Path, place: SourceLocation, value: Node) {
      self.path = path
      self.place = place
      self.value = value
    }

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
      assignments.contains { path.isWithin($0.path) && $0.expressPaths.contains(path) }
    }
  }

  /// A path with the values it takes.
  package struct Axis: Sendable {
    /// Where the values come from.
    package enum Values: Sendable {
      /// They are written, or a range stands for them.
      case list([Node])
      /// They are drawn.
      case draws(Draws)
    }

    /// What is swept.
    package let path: Path
    /// Where the path was written.
    package let place: SourceLocation
    /// The values, at least one.
    package let values: Values
    /// The runs that take the values, if not all do: those that meet every one of these.
    package var conditions: [Selector] = []

    /// The number of values.
    package var count: Int {
      switch values {
      case .list(let nodes): nodes.count
      case .draws(let draws): draws.count
      }
    }

    /// The paths that some value of the axis sets expressly.
    package var expressPaths: Set<Path> {
      switch values {
      case .list(let nodes): Axis.expressPaths(of: nodes, at: path)
      case .draws(let draws): Axis.expressPaths(of: draws.distribution.choices, at: path)
      }
    }

    private static func expressPaths(of nodes: [Node], at path: Path) -> Set<Path> {
      var paths: Set<Path> = [path]
      for node in nodes {
        switch node.content {
        case .scalar where node.string == nil: break
        default: paths.formUnion(Assignment.expressPaths(of: node, at: path))
        }
      }
      return paths
    }
  }

  /// Some of the runs: those that meet all conditions.
  package struct Selector: Sendable {
    /// Where it was written.
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
    /// 0, 1, 2, … until a mean is known well enough.
    case until(Replication)

    /// How many there are at most.
    package var count: Int {
      switch self {
      case .count(let count): count
      case .list(let seeds): seeds.count
      case .until(let replication): replication.maximum
      }
    }

    /// The seed at `index`.
    package subscript(_ index: Int) -> Int {
      switch self {
      case .count, .until: index
      case .list(let seeds): seeds[index]
      }
    }
  }
}
