/// A condition between several values of a run, which no single one of them can break.
public struct Check: Sendable {
  /// What a check may ask besides the values.
  public struct Context: Sendable {
    /// The kinds there are.
    public let vocabulary: Vocabulary
    /// Whether the file, an override or the sweep gives a value at a path, so that it is not a default.
    public let isGiven: @Sendable (Path) -> Bool
  }

  /// The paths whose values it looks at, from where it is declared; it runs only if they are valid.
  public let reads: [Path]
  /// Looks at the value that it is declared on and says what is wrong.
  public let examine: @Sendable (Value, Context) -> [Finding]

  /// The key whose effect it doubts, from where it is declared; nil for other checks.
  ///
  /// A key that several runs of a sweep share is reported only if none of them uses it.
  public let doubts: Path?

  /// A check that looks at `reads` only.
  public init(
    reads: [Path], doubting key: Path? = nil,
    _ examine: @escaping @Sendable (Value, Context) -> [Finding]
  ) {
    self.reads = reads
    doubts = key
    self.examine = examine
  }
}

/// What a check found.
public struct Finding: Sendable, Hashable {
  /// How bad it is.
  public enum Severity: String, Sendable, Hashable {
    /// The run cannot be carried out.
    case error
    /// The run can be carried out, but is probably not what was meant.
    case warning
  }

  /// How bad it is.
  public let severity: Severity
  /// The value to point at, from where the check is declared.
  public let path: Path
  /// What is wrong, in one clause without a full stop.
  public let message: String
  /// What was expected or what to do, in one clause.
  public let hint: String?
  /// Whether it is about the key at the path, whatever its value.
  public let isAboutKey: Bool

  /// Something wrong at `path`.
  public init(
    _ path: Path, _ message: String, hint: String? = nil, severity: Severity = .error,
    isAboutKey: Bool = false
  ) {
    self.severity = severity
    self.path = path
    self.message = message
    self.hint = hint
    self.isAboutKey = isAboutKey
  }
}
