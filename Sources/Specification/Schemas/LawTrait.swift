/// What can be known of a law besides samples of it.
public enum LawTrait: String, Sendable, Hashable, CaseIterable {
  /// Its density, in closed form.
  case density
  /// The modes its points gather about.
  case modes
  /// The class each of its points belongs to.
  case classes

  /// In words that follow "a law with".
  public var words: String {
    switch self {
    case .density: "a known density"
    case .modes: "modes"
    case .classes: "classes"
    }
  }
}

/// Something that a metric needs to know of one of the two laws of a run.
public struct LawNeed: Sendable, Hashable {
  /// The key of the law under `data`: `target` or `source`.
  public let law: String
  /// What must be known of it.
  public let trait: LawTrait
  /// The key of the metric whose value brings the need; nil where the metric itself does.
  public let key: String?

  /// The need of a metric, or of its `key`, for a trait of a law.
  public init(_ trait: LawTrait, of law: String, because key: String? = nil) {
    self.law = law
    self.trait = trait
    self.key = key
  }
}
