/// What one word of the language means, as data: the answer to `gfrun explain`.
package struct Explanation: Sendable, Equatable {
  /// Values of `kind` that must be chosen for something to hold: `flow` is `w1` or `w2`.
  package struct Circumstance: Sendable, Hashable {
    /// Where the kind is chosen.
    package let path: Path
    /// The kinds, of which any will do.
    package let kinds: [String]
  }

  /// A default, and where it holds.
  package struct Default: Sendable, Equatable {
    /// The value, as a file would write it.
    package let value: Value
    /// What must be chosen for it to hold; nothing where it always does.
    package let circumstances: [Circumstance]
  }

  /// One of the values that a word can take, or one of the keys under it.
  package struct Entry: Sendable, Equatable {
    /// The name.
    package let name: String
    /// What it means, in one sentence.
    package let summary: String
    /// For a key: what may stand there.
    package var expected: String?
    /// For a key: its default.
    package var defaultValue: Value?
    /// For a key: whether it must be written.
    package var isRequired = false
  }

  /// What the word means where certain kinds are chosen.
  package struct Meaning: Sendable, Equatable {
    /// Where it means that; nothing where it always does.
    package let circumstances: [Circumstance]
    /// What it means, in one sentence.
    package let summary: String
    /// What may be written there.
    package let expected: String
    /// Whether it must be written.
    package let isRequired: Bool
    /// What holds where nothing is written; of several, the first whose circumstances hold.
    package let defaults: [Default]
    /// The names that may stand there, with their meanings.
    package let choices: [Entry]
    /// The keys under it.
    package let keys: [Entry]
    /// The formula of a kind.
    package var formula: String?
    /// Where a kind comes from: paper, equation.
    package var source: String?
    /// Other names of a kind.
    package var aliases: [String] = []
    /// The defaults that a kind brings for keys elsewhere.
    package var brings: [Path: Value] = [:]
  }

  /// The word, from the top of a file.
  package let path: Path
  /// What it means: of several meanings each under its circumstances.
  package let meanings: [Meaning]
}

/// The explanations of a language: one for every path, section and kind.
package struct Explanations: Sendable {
  let topics: LanguageTopics
  let vocabulary: Vocabulary

  /// The explanations of the language with the kinds of `vocabulary`.
  package init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    topics = LanguageTopics(vocabulary)
  }

  /// Every path that has an explanation, in the order of the declarations.
  package var paths: [Path] { topics.topics.map(\.path) }

  /// What `path` means; nil where the language has no such path.
  package func explanation(of path: Path) -> Explanation? {
    topics.topic(at: path).map { topic in
      Explanation(path: topic.path, meanings: meanings(of: topic))
    }
  }

  /// The path that a wrong one probably means; nil where none is near.
  package func nearest(to path: Path) -> String? {
    LanguagePaths.nearest(to: path, among: paths)
  }
}
