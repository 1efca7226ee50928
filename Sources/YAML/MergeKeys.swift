/// The merge key `<<` of YAML 1.1 (yaml.org/type/merge.html), which most files still rely on.
enum MergeKeys {
  /// The mappings that the value of a merge key names, the strongest first.
  static func mappings(in value: Node) throws(SyntaxError) -> [Node] {
    switch value.content {
    case .mapping: return [value]
    case .sequence(let elements):
      for element in elements where element.entries == nil {
        throw SyntaxError(problem: .mergeOfNonMapping, location: element.location)
      }
      return elements
    case .scalar:
      throw SyntaxError(problem: .mergeOfNonMapping, location: value.location)
    }
  }

  /// Adds what `mappings` have and `entries`, with the keys `explicit`, have not.
  static func merge(_ mappings: [Node], into entries: inout [Entry], having explicit: Set<String>) {
    var known = explicit
    for entry in mappings.flatMap({ $0.entries ?? [] }) where known.insert(entry.key).inserted {
      entries.append(entry)
    }
  }
}
