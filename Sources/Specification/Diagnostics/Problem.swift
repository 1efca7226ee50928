package import YAML

extension Diagnostic {
  /// What can be wrong with an experiment.
  package enum Problem: Sendable, Hashable {
    // The text.
    case syntax(SyntaxError)
    case file(path: String, FileProblem)
    case extendsItself(chain: [String])

    // A value.
    case wrongType(expected: String, found: String)
    case wrongValue(expected: String, found: String)
    case wrongCount(expected: String, found: Int)
    case unknownKey(String, in: Path, Nearest, kindsThatHaveIt: [String])
    case missingKey(String, in: Path, expected: String)
    case unknownKind(String, noun: String, Nearest)
    case unknownChoice(String, Nearest)
    case exclusiveKeys(String, String)
    case broken(message: String, hint: String?)

    // A path of an override or a sweep.
    case unknownPath(Path, nearest: String?)
    case unsweepablePath(Path)
    case notAnOverride(String)
    case overrideIsSwept(Path, by: Setter, at: SourceLocation)

    // A sweep.
    case setTwice(Path, by: Setter, andBy: Setter, at: SourceLocation)
    case emptyAxis(Path)
    case unequalZip(Path, count: Int, first: Path, firstCount: Int, at: SourceLocation)
    case emptySweep(String)
    case notOneList(Path, [String])
    case notOneDistribution(Path, [String])
    case notInteger(Path, distribution: String)
    case repeatedColumn(Path)
    case wrongRow(expected: Int, found: Int)
    case unclosedQuote
    case unknownBlock(Int, count: Int)
    case noBlock(Path, count: Int)
    case appliesToNothing
    case unevenSobol(count: Int)
    case tooManyDimensions(limit: Int)
    case unmeasured(String, Nearest)
    case unknownCase(String, Nearest)
    case repeatedSeed(Int)
    case excludesNothing(since: String?, sets: Path?)
    case excludesEverything
    case tooManyRuns(limit: Int)
    case sameRuns(case: String, as: String)
    case sharedID(String)

    // A claim.
    case claim(ClaimProblem)
  }

  /// Why a file could not be read.
  package enum FileProblem: Sendable, Hashable {
    case missing
    case isDirectory
    case noPermission
    /// Files extend others without an end in sight.
    case tooMany(String)
    case other(String)
  }

  /// What gives a path its value.
  package enum Setter: Sendable, Hashable {
    case override
    case `case`(String)
    case zip
    case points
    case grid
    /// Drawn under this key.
    case draws(String)
    case seeds
  }

  /// The names there are, and the one that a wrong name probably means.
  package struct Nearest: Sendable, Hashable {
    /// The most probable name; nil where none is near.
    package let suggestion: String?
    /// All the names.
    package let known: [String]

    /// What `name` could mean among `known`.
    package init(to name: String, among known: [String]) {
      self.known = known
      suggestion = Spelling.nearest(to: name, among: known)
    }
  }
}
