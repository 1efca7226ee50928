/// What a value of the experiment language may be.
///
/// The language is declared once, as values of this type. From them come decoding and its messages,
/// defaults, the JSON Schema and the answers to "what is there?".
public indirect enum Schema: Sendable {
  case boolean
  /// An integer; `1e4` and `5.0` are integers too, as in JSON Schema.
  case integer(NumberRule)
  /// A finite number.
  case number(NumberRule)
  case string(StringRule)
  /// One of a few names.
  case choice([Choice])
  case list(ListRule)
  /// A mapping with these keys and no others.
  case object([Field])
  /// One of the kinds that the vocabulary has for a slot: its name, or a mapping with `kind` and its keys.
  ///
  /// `default` is the kind of a mapping that names none.
  case union(Slot, default: String?)
  /// The first of these that the value has the shape of; shapes differ.
  case either([Schema])
  /// A mapping with keys of the user's own.
  case map(MapRule)
}

/// One name of a choice.
public struct Choice: Sendable, Hashable {
  /// The name, in kebab-case.
  public let name: String
  /// What it means, in one sentence.
  public let summary: String

  /// The choice `name`, which means `summary`.
  public init(_ name: String, _ summary: String) {
    self.name = name
    self.summary = summary
  }
}

/// How many elements a list may have, and what they are.
public struct ListRule: Sendable {
  /// What every element is.
  public let element: Schema
  /// How many there may be.
  public let count: ClosedRange<Int>

  /// Lists of `count` elements that are each an `element`.
  public init(of element: Schema, count: ClosedRange<Int> = 0...Int.max) {
    self.element = element
    self.count = count
  }
}

/// The keys and values of a mapping whose keys are the user's.
public struct MapRule: Sendable {
  /// What the keys are, for messages: "a path or 'case'".
  public let keys: String
  /// What every value is.
  public let value: Schema

  /// Mappings from `keys` to values that are each a `value`.
  public init(keys: String, value: Schema) {
    self.keys = keys
    self.value = value
  }
}

/// The form of a string.
public struct StringRule: Sendable, Hashable {
  /// A regular expression for the whole string; nil for any string.
  public let pattern: String?
  /// What the pattern asks for, in words.
  public let expectation: String

  /// Strings that match `pattern` from start to end, which is to say `expectation`.
  public init(pattern: String, expectation: String) {
    self.pattern = pattern
    self.expectation = expectation
  }

  private init() {
    pattern = nil
    expectation = "a string"
  }

  /// Any string.
  public static let any = StringRule()
}
