internal import YAML

/// Makes claims of what was written, once its form is right.
struct ClaimReader {
  private(set) var claims: [Claim] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let cases: [String]

  /// Reads the list of claims that `node` wrote and `values` holds decoded, those aside whose form was
  /// found wrong at `broken` paths.
  init(_ node: Node, _ values: [Value], broken: [Path], cases: [String]) {
    self.cases = cases
    for (index, (node, value)) in zip(node.elements ?? [], values).enumerated() {
      let path = Path(["claims", String(index)])
      guard !broken.contains(where: { $0.isWithin(path) }) else { continue }
      let before = diagnostics.count
      let claim = claim(node, value)
      if let claim, diagnostics.count == before { claims.append(claim) }
    }
  }

  private mutating func claim(_ node: Node, _ value: Value) -> Claim? {
    let place = node["name"]?.location ?? node.location
    let (relation, reference) = (relation(node, value), reference(node, value))
    let metric = metric(node, value)
    let at = reading(node, value, "at")
    let thanAt = value["than-at"].isNull ? at : reading(node, value, "than-at")
    for side in value["than-at"].isNull ? [at] : [at, thanAt]
    where metric?.series == .training && side.moment.isInSeconds {
      report(.untimed, at: side.place)
    }
    guard let relation, let subject = selector(node, "of") else { return nil }
    return Claim(
      name: value["name"].text, place: place, metric: metric, at: at, subject: subject,
      relation: relation, reference: reference, thanAt: thanAt, factor: value["times"].number,
      splits: splits(node),
      test: Claim.Test(rawValue: value["test"].text) ?? .overSeeds,
      confidence: value["confidence"].number)
  }

  // MARK: - What is claimed

  /// What is claimed; reports keys that it lacks or has no use for.
  private mutating func relation(_ node: Node, _ value: Value) -> Claim.Relation? {
    let name = value["is"].text
    let isOutcome = ["diverged", "completed"].contains(name)
    let needed = isOutcome ? [] : ["metric", "than"] + (name == "within" ? ["tolerance"] : [])
    let unused =
      isOutcome
      ? ["metric", "at", "than", "than-at", "times", "tolerance"]
      : name == "within" ? [] : ["tolerance"]
    let place = node["is"]?.location ?? node.location
    for key in needed where value[key].isNull {
      report(.lacks(key, for: name), at: place)
    }
    if value["than"].numberOrNil != nil, let entry = node.entry("than-at") {
      report(.unusedKey("than-at", for: "than: a number"), at: entry.keyLocation)
    }
    for key in unused {
      if let entry = node.entry(key) { report(.unusedKey(key, for: name), at: entry.keyLocation) }
    }
    switch name {
    case "less-than": return .lessThan
    case "greater-than": return .greaterThan
    case "within": return tolerance(node, value["tolerance"]).map(Claim.Relation.within)
    case "diverged": return .diverged
    default: return .completed
    }
  }

  private mutating func tolerance(_ node: Node, _ value: Value) -> Claim.Tolerance? {
    if let number = value.numberOrNil { return .absolute(number) }
    guard let text = value.textOrNil else { return nil }
    let percent = Double(text.filter { $0 != "%" && $0 != " " }) ?? 0
    if percent > 0 { return .relative(percent / 100) }
    diagnostics.append(
      Diagnostic(
        .wrongValue(expected: "a percentage above 0", found: "'\(text)'"),
        at: node["tolerance"]?.location ?? node.location))
    return nil
  }

  private mutating func reference(_ node: Node, _ value: Value) -> Claim.Reference? {
    if let number = value["than"].numberOrNil { return .number(number) }
    return node["than"] == nil ? nil : selector(node, "than").map(Claim.Reference.runs)
  }

  private func metric(_ node: Node, _ value: Value) -> Claim.Metric? {
    guard let text = value["metric"].textOrNil, let place = node["metric"]?.location else {
      return nil
    }
    let prefix = "training/"
    guard text.hasPrefix(prefix) else {
      return Claim.Metric(series: .metric, name: text, place: place)
    }
    return Claim.Metric(
      series: .training, name: String(text.dropFirst(prefix.count)), place: place)
  }

  /// When the side of a claim is read that `key` says it of.
  private mutating func reading(_ node: Node, _ value: Value, _ key: String) -> Claim.Reading {
    let place = node[key]?.location ?? node["name"]?.location ?? node.location
    return Claim.Reading(moment: moment(node[key], value[key], at: place), place: place)
  }

  private mutating func moment(
    _ node: Node?, _ value: Value, at place: SourceLocation
  ) -> Claim.Moment {
    if let iteration = value.integerOrNil { return .iteration(iteration) }
    if let name = value.textOrNil {
      return name == "first" ? .first : name == "best" ? .best : .last
    }
    if let time = value["time"].numberOrNil { return .time(time) }
    if let bound = value["first-below"].numberOrNil {
      let clock = value["in"].textOrNil.flatMap(Claim.Clock.init(rawValue:))
      return .firstBelow(bound, in: clock ?? .iterations)
    }
    let ends = value["mean"].listOrNil?.compactMap(\.integerOrNil) ?? []
    guard ends.count == 2 else {
      report(.noMoment, at: place)
      return .last
    }
    guard ends[0] <= ends[1] else {
      report(.emptyRange(from: ends[0], to: ends[1]), at: node?["mean"]?.location ?? place)
      return .last
    }
    return .mean(ends[0]...ends[1])
  }

  // MARK: - Of which runs

  private mutating func selector(_ node: Node, _ key: String) -> Sweep.Selector? {
    guard let inner = node[key], let entries = inner.entries else { return nil }
    var selector = Sweep.Selector(place: inner.location)
    for entry in entries where entry.key == "case" { selector.cases = names(of: entry.value) }
    selector.conditions = BlockReader([]).flattened(entries.filter { $0.key != "case" })
    return selector
  }

  private mutating func names(of node: Node) -> [String] {
    (node.elements ?? [node]).compactMap { element in
      guard let name = element.scalar?.text else { return nil }
      if !cases.contains(name) {
        let nearest = Diagnostic.Nearest(to: name, among: cases)
        diagnostics.append(Diagnostic(.unknownCase(name, nearest), at: element.location))
      }
      return name
    }
  }

  private func splits(_ node: Node) -> [Claim.Split] {
    guard let inner = node["for-each"] else { return [] }
    return (inner.elements ?? [inner]).compactMap { element in
      element.scalar.map { scalar in
        Claim.Split(
          subject: scalar.text == "case" ? .caseName : .path(Path(scalar.text)),
          place: element.location)
      }
    }
  }

  private mutating func report(_ problem: ClaimProblem, at place: SourceLocation) {
    diagnostics.append(Diagnostic(.claim(problem), at: place))
  }
}
