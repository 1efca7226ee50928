/// Builds the tree of a document from its events: resolves aliases, merge keys and tags.
struct TreeBuilder {
  /// What an anchor stands for.
  private struct Anchored {
    /// The node; nil while it is still being read.
    var node: Node?
    /// How many nodes it has, itself included.
    var size = 0
  }

  private let reader: EventReader
  private let limits: Document.Limits
  private var anchors: [String: Anchored] = [:]
  private var nodes = 0
  private var depth = 0
  /// The errors that did not keep the tree from being built.
  private(set) var errors: [SyntaxError] = []

  init(_ reader: EventReader, limits: Document.Limits) {
    self.reader = reader
    self.limits = limits
  }

  /// The root of the only document.
  mutating func document() throws(SyntaxError) -> Node {
    _ = try reader.next()
    let (start, location) = try reader.next()
    guard case .documentStart = start else {
      throw SyntaxError(problem: .empty, location: location.source.beginning)
    }
    let (event, place) = try reader.next()
    let root = try node(event, at: place)
    _ = try reader.next()
    let (end, next) = try reader.next()
    if case .documentStart = end {
      throw SyntaxError(problem: .severalDocuments, location: next)
    }
    return root
  }

  /// The node that starts with `event`.
  private mutating func node(
    _ event: EventReader.Event, at location: SourceLocation
  ) throws(SyntaxError) -> Node {
    let before = nodes
    let properties: EventReader.Properties
    switch event {
    case .alias(let name): return try alias(name, at: location)
    case .scalar(_, _, let own), .sequenceStart(let own), .mappingStart(let own): properties = own
    default: preconditionFailure("libyaml ended a collection that it had not started")
    }
    try count(1, at: location)
    if let anchor = properties.anchor { anchors[anchor] = Anchored() }
    depth += 1
    defer { depth -= 1 }
    guard depth <= limits.depth else {
      throw SyntaxError(problem: .tooDeep(limit: limits.depth), location: location)
    }
    let node: Node
    switch event {
    case .scalar(let text, let isPlain, _):
      let scalar = try Tags.scalar(text, isPlain: isPlain, tag: properties.tag, at: location)
      node = Node(.scalar(scalar), at: location)
    case .sequenceStart:
      try Tags.check(properties.tag, against: "seq", at: location)
      node = try sequence(from: location)
    default:
      try Tags.check(properties.tag, against: "map", at: location)
      node = try mapping(from: location)
    }
    if let anchor = properties.anchor {
      anchors[anchor] = Anchored(node: node, size: nodes - before)
    }
    return node
  }

  private mutating func alias(
    _ name: String, at location: SourceLocation
  ) throws(SyntaxError) -> Node {
    guard let anchored = anchors[name] else {
      throw SyntaxError(problem: .unknownAlias(name), location: location)
    }
    guard var node = anchored.node else {
      throw SyntaxError(problem: .recursiveAlias(name), location: location)
    }
    try count(anchored.size, at: location)
    node.location = location
    return node
  }

  private mutating func sequence(from start: SourceLocation) throws(SyntaxError) -> Node {
    var elements: [Node] = []
    while true {
      let (event, location) = try reader.next()
      if case .sequenceEnd = event {
        return Node(.sequence(elements), at: start.extended(to: location))
      }
      elements.append(try node(event, at: location))
    }
  }

  private mutating func mapping(from start: SourceLocation) throws(SyntaxError) -> Node {
    var entries: [Entry] = []
    var places: [String: SourceLocation] = [:]
    var merged: [Node] = []
    while true {
      let (event, location) = try reader.next()
      if case .mappingEnd = event {
        MergeKeys.merge(merged, into: &entries, having: Set(places.keys))
        return Node(.mapping(entries), at: start.extended(to: location))
      }
      let (key, isMerge) = try self.key(event, at: location)
      let (valueEvent, valueLocation) = try reader.next()
      let value = try node(valueEvent, at: valueLocation)
      if let first = places.updateValue(places[key] ?? location, forKey: key) {
        errors.append(
          SyntaxError(problem: .duplicateKey(key, first: first), location: location))
      } else if isMerge {
        merged += try MergeKeys.mappings(in: value)
      } else {
        entries.append(Entry(key: key, keyLocation: location, value: value))
      }
    }
  }

  /// The text of the key that starts with `event`, and whether it is the merge key.
  private mutating func key(
    _ event: EventReader.Event, at location: SourceLocation
  ) throws(SyntaxError) -> (text: String, isMerge: Bool) {
    guard let scalar = try node(event, at: location).scalar else {
      throw SyntaxError(problem: .keyIsNotScalar, location: location)
    }
    return (scalar.text, scalar.isPlain && scalar.text == "<<")
  }

  private mutating func count(_ more: Int, at location: SourceLocation) throws(SyntaxError) {
    nodes += more
    guard nodes <= limits.nodes else {
      throw SyntaxError(problem: .tooManyNodes(limit: limits.nodes), location: location)
    }
  }
}

extension SourceLocation {
  /// The stretch from here to the end of `last`.
  fileprivate func extended(to last: SourceLocation) -> SourceLocation {
    SourceLocation(source: source, start: start, end: max(end, last.end))
  }
}
