import Planning
import Specification
import Testing

@Suite("Random sweeps")
struct SweepModelTests {
  @Test(
    "ask for exactly the runs that a second implementation lists, in its order", arguments: 0..<8)
  func agreement(seed: Int) throws {
    var generator = SweepGenerator(SplitMix(state: UInt64(seed)))
    var counts: [Int] = []
    for _ in 0..<150 {
      let model = try generator.model()
      let expected = model.runs
      guard !expected.isEmpty else {
        #expect(throws: SpecificationFailure.self) { try Planned.plan(model.text) }
        continue
      }
      let plan = try Planned.plan(model.text)
      let found = plan.runs.map { run in
        let resolved = plan.resolved(run)
        #expect(RunID(of: resolved) == run.id, "\(model.text)")
        return SweepModel.start.keys.reduce(into: SweepModel.Run()) { values, path in
          values[path] = resolved.value(at: Path(path)).map {
            String(decoding: JSONText.canonical($0), as: UTF8.self)
          }
        }
      }
      #expect(found == expected.map(\.run), "\(model.text)")
      #expect(plan.runs.map(\.caseName) == expected.map(\.name), "\(model.text)")
      counts.append(found.count)
    }
    // Most sweeps must have several runs, or the model tests nothing.
    #expect(counts.count > 100 && counts.count { $0 > 5 } > 45)
  }
}

/// Makes random sweeps without contradictions.
struct SweepGenerator {
  private var random: SplitMix

  init(_ random: SplitMix) {
    self.random = random
  }

  private mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  /// A sweep of one to three blocks.
  mutating func model() throws -> SweepModel {
    var model = SweepModel()
    for _ in 0..<(chance(70) ? 1 : number(2...3)) { model.blocks.append(try block()) }
    return model
  }

  private mutating func block() throws -> SweepModel.Block {
    var block = SweepModel.Block()
    block.drawSeed = number(0...2)
    var paths = SweepModel.literals.keys.sorted().shuffled(using: &random)
    let names = chance(40) ? ["a", "b", "c"].prefix(number(1...3)).map(\.self) : []
    func take(_ count: Int) -> [String] {
      defer { paths.removeFirst(min(count, paths.count)) }
      return Array(paths.prefix(count))
    }
    let zipped = take(chance(40) ? number(1...2) : 0)
    let pointed = take(chance(30) ? number(1...2) : 0)
    let gridded = take(number(0...2))
    let drawn = take(chance(50) ? number(1...2) : 0)
    let free = paths
    let length = number(1...3)
    block.zip = zipped.map { axis($0, count: length, names) }
    if !pointed.isEmpty {
      for _ in 0..<number(1...4) {
        block.points.append(pointed.filter { _ in chance(70) }.map { ($0, literal($0)) })
      }
    }
    block.grid = gridded.map { axis($0, count: number(1...3), names) }
    if !drawn.isEmpty {
      let name = ["random", "sobol", "latin-hypercube"][number(0...2)]
      let count = [1, 2, 4][number(0...2)]
      let axes = try drawn.enumerated().map { index, path in
        try draws(
          path, name, count, seed: block.drawSeed, dimension: index, names)
      }
      block.draws.append((name, block.drawSeed, count, axes))
    }
    block.cases = names.map { name in
      let own = (free + gridded).filter { _ in chance(40) }
      return (name, own.map { ($0, literal($0)) })
    }
    for _ in 0..<(chance(40) ? number(1...2) : 0) { block.exclusions.append(selector(names)) }
    if chance(50) { block.seeds = Array([4, 0, 2].prefix(number(1...3))) }
    return block
  }

  private mutating func literal(_ path: String) -> SweepModel.Literal {
    let all = SweepModel.literals[path] ?? []
    return all[number(0...all.count - 1)]
  }

  /// A path with `count` values, sometimes as a range, sometimes for some runs only.
  private mutating func axis(_ path: String, count: Int, _ names: [String]) -> SweepModel.Axis {
    var values = (0..<count).map { _ in literal(path) }
    var text = "[\(values.map(\.text).joined(separator: ", "))]"
    if ["flow.persistency", "schedule.batch", "flow.step"].contains(path), count > 1, chance(40) {
      let first = number(1...5)
      let isLinear = chance(50)
      let last = first + (count - 1) * 2
      text =
        isLinear
        ? "{linspace: [\(first), \(last), \(count)]}" : "{integers: [\(first), \(last), 2]}"
      values = (0..<count).map { step in
        SweepModel.Literal(text: "\(first + 2 * step)", json: "\(first + 2 * step)")
      }
    }
    return SweepModel.Axis(path: path, text: text, values: values, when: condition(on: path, names))
  }

  /// A path with drawn values, which the same draw on its own tells.
  private mutating func draws(
    _ path: String, _ design: String, _ count: Int, seed: Int, dimension: Int, _ names: [String]
  ) throws -> SweepModel.Axis {
    let isNumber = ["flow.persistency", "schedule.batch"].contains(path)
    let choices = (0..<3).map { _ in literal(path).text }.joined(separator: ", ")
    let text = isNumber && chance(50) ? "{integers: [1, 6]}" : "{choice: [\(choices)]}"
    // Another path keeps the runs apart and, in a Sobol sequence, the dimension.
    let other = path == "metrics.every" ? "metrics.count" : "metrics.every"
    let spacer = "\(other): {integers: [2, 1000000000]}"
    let own = "\(path): \(text)"
    let both = dimension == 0 ? "\(own), \(spacer)" : "\(spacer), \(own)"
    let plan = try Planned.plan(
      SweepModel.base + "sweep: {seed: \(seed), \(design): {count: \(count), \(both)}}\n")
    let values = plan.runs.map { run in
      let value = plan.resolved(run).value(at: Path(path)) ?? .null
      return SweepModel.Literal(
        text: "", json: String(decoding: JSONText.canonical(value), as: UTF8.self))
    }
    return SweepModel.Axis(path: path, text: text, values: values, when: condition(on: path, names))
  }

  private mutating func condition(on path: String, _ names: [String]) -> SweepModel.Selector? {
    guard chance(25) else { return nil }
    var selector = selector(names)
    selector.conditions.removeAll { $0.path == path }
    guard selector.caseName != nil || !selector.conditions.isEmpty else { return nil }
    return selector
  }

  private mutating func selector(_ names: [String]) -> SweepModel.Selector {
    var selector = SweepModel.Selector()
    if !names.isEmpty, chance(40) { selector.caseName = names[number(0...names.count - 1)] }
    let paths = SweepModel.literals.keys.sorted().shuffled(using: &random)
    for path in paths.prefix(number((selector.caseName == nil ? 1 : 0)...2)) {
      var alternatives = (0..<number(1...2)).map { _ in literal(path) }
      if chance(30) {
        let json = SweepModel.start[path] ?? ""
        let text = json.filter { $0 != "\"" }
        alternatives.append(SweepModel.Literal(text: text, json: json))
      }
      selector.conditions.append(.init(path: path, alternatives: alternatives))
    }
    return selector
  }
}
