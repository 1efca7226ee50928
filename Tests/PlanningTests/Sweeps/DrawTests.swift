import Planning
import Specification
import Testing

@Suite("Draws")
struct DrawTests {
  /// The values of a path, run by run, as JSON.
  static func values(_ path: Path, _ sweep: String) throws -> [String] {
    let plan = try Planned.plan(Planned.base + sweep)
    return plan.runs.map { run in
      plan.resolved(run).value(at: path).map(JSONText.compact) ?? "-"
    }
  }

  static let step = "flow.step: {log-uniform: [0.01, 10]}"

  @Test("a value depends on seed, path and index only, and so no run ever changes")
  func stability() throws {
    let eight = try Self.values("flow.step", "sweep: {random: {count: 8, \(Self.step)}}\n")
    #expect(Set(eight).count == 8)
    for other in [
      "{random: {count: 8, schedule.batch: {integers: [1, 9]}, \(Self.step)}}",
      "{random: {\(Self.step), generator.hidden: {choice: [[8], [9]]}, count: 8}}",
      "{seed: 0, random: {count: 8, flow: {step: {log-uniform: [0.01, 10]}}}}",
    ] {
      #expect(try Self.values("flow.step", "sweep: \(other)\n") == eight)
    }
    let twenty = try Self.values("flow.step", "sweep: {random: {count: 20, \(Self.step)}}\n")
    #expect(Array(twenty.prefix(8)) == eight && Set(twenty).count == 20)
    let product = try Self.values(
      "flow.step", "sweep: {grid: {flow.persistency: [1, 2]}, random: {count: 8, \(Self.step)}}\n")
    #expect(product == eight + eight)
    let otherSeed = try Self.values(
      "flow.step", "sweep: {seed: 1, random: {count: 8, \(Self.step)}}\n")
    #expect(Set(otherSeed).isDisjoint(with: eight))
  }

  @Test("are these, on every machine and in every version")
  func golden() throws {
    #expect(
      try Self.values("flow.step", "sweep: {random: {count: 3, \(Self.step)}}\n") == [
        "2.72312478932", "2.34026191027", "1.2460045333",
      ])
    #expect(
      try Self.values("flow.step", "sweep: {sobol: {count: 4, \(Self.step)}}\n") == [
        "0.818051118212", "0.22411914275", "0.0362282347438", "2.8723158424",
      ])
    #expect(
      try Self.values("flow.step", "sweep: {latin-hypercube: {count: 3, \(Self.step)}}\n") == [
        "0.0415210942952", "3.52413489285", "0.114762100654",
      ])
  }

  @Test("paths with one distribution draw different values")
  func independence() throws {
    let sweep =
      "sweep: {random: {count: 64, \(Self.step), flow.penalty.weight: {log-uniform: [0.01, 10]}}}\n"
    let steps = try Self.values("flow.step", sweep)
    let weights = try Self.values("flow.penalty.weight", sweep)
    #expect(zip(steps, weights).allSatisfy { $0 != $1 })
  }

  static let distributions:
    [(text: String, median: ClosedRange<Double>, all: ClosedRange<Double>)] =
      [
        ("uniform: [2, 4]", 2.9...3.1, 2...4),
        ("log-uniform: [0.01, 100]", 0.75...1.35, 0.01...100),
        ("normal: [50, 2]", 49.8...50.2, 40...60),
        ("log-normal: [3, 0.5]", 2.8...3.2, 0.3...30),
        ("integers: [1, 9]", 5...5, 1...9),
      ]

  @Test(
    "follow their distribution", arguments: distributions, ["random", "sobol", "latin-hypercube"])
  func distribution(
    _ law: (text: String, median: ClosedRange<Double>, all: ClosedRange<Double>), design: String
  ) throws {
    let draws = "sweep: {\(design): {count: 1024, flow.step: {\(law.text)}}}\n"
    let plan = try Planned.plan(Planned.base + draws)
    let values = plan.runs.map { plan.resolved($0)["flow"]["step"].number }.sorted()
    // Integers come up more than once, and runs are planned once.
    if !law.text.hasPrefix("integers") { #expect(values.count >= 1020) }
    #expect(values.allSatisfy { law.all.contains($0) })
    #expect(law.median.contains(values[values.count / 2]))
    #expect(values.allSatisfy { NumberText.rounded($0, digits: 12) == $0 })
  }

  @Test("integers and choices come up alike, their ends included")
  func integers() throws {
    let text =
      "sweep: {random: {count: 6000, flow.persistency: {integers: [3, 5]}, seed: {integers: [0, 1000000000]}}}\n"
    let values = try Self.values("flow.persistency", text)
    for value in ["3", "4", "5"] {
      #expect((1850...2150).contains(values.count { $0 == value }))
    }
    #expect(Set(values) == ["3", "4", "5"])
  }

  @Test("a Sobol sequence is that of Joe and Kuo")
  func sobol() {
    // scripts/dump_sweep_reference.py
    let points: [Int: [UInt32]] = [
      0: [0, 0, 0, 0, 0, 0, 0],
      1: [
        0x8000_0000, 0x8000_0000, 0x8000_0000, 0x8000_0000, 0x8000_0000, 0x8000_0000, 0x8000_0000,
      ],
      2: [
        0xC000_0000, 0x4000_0000, 0x4000_0000, 0x4000_0000, 0xC000_0000, 0xC000_0000, 0xC000_0000,
      ],
      3: [
        0x4000_0000, 0xC000_0000, 0xC000_0000, 0xC000_0000, 0x4000_0000, 0x4000_0000, 0x4000_0000,
      ],
      5: [
        0xE000_0000, 0xE000_0000, 0x2000_0000, 0x6000_0000, 0x2000_0000, 0x6000_0000, 0xA000_0000,
      ],
      100: [
        0x6A00_0000, 0x4200_0000, 0xC600_0000, 0xBA00_0000, 0xB200_0000, 0x4200_0000, 0xA600_0000,
      ],
      777: [
        0xB140_0000, 0xEFC0_0000, 0x29C0_0000, 0x4640_0000, 0x52C0_0000, 0x00C0_0000, 0x6D40_0000,
      ],
      1023: [
        0x0040_0000, 0xC0C0_0000, 0x9CC0_0000, 0x2540_0000, 0xD9C0_0000, 0xDFC0_0000, 0x0A40_0000,
      ],
    ]
    for (index, expected) in points {
      #expect([0, 1, 2, 3, 9, 33, 63].map { SobolSequence(dimension: $0)[index] } == expected)
    }
  }

  @Test("scrambling keeps one point in every cell of a net", arguments: 0..<8)
  func scrambling(seed: Int) {
    let dimensions = [SobolSequence(dimension: 0), SobolSequence(dimension: 1)]
    let points = (0..<256).map { index in
      dimensions.enumerated().map {
        SobolSequence.scrambled($1[index], key: UInt64(seed * 2 + $0))
      }
    }
    // The first two dimensions make a (0, 8, 2)-net: every box of area 2⁻⁸ holds one point.
    for bits in 0...8 as ClosedRange<UInt32> {
      let cells = points.map { point in
        [bits == 0 ? 0 : point[0] >> (32 - bits), bits == 8 ? 0 : point[1] >> (24 + bits)]
      }
      #expect(Set(cells).count == 256, "boxes \(bits) bits wide")
    }
    #expect(points.allSatisfy { $0[0] != $0[1] || $0[0] != 0 })
    #expect(points[0] != [0, 0])
  }

  @Test("a Latin hypercube has one value in each stratum of each path, in orders of their own")
  func latinHypercube() throws {
    let sweep =
      "sweep: {latin-hypercube: {count: 50, flow.step: {uniform: [1, 51]}, flow.penalty.weight: {uniform: [1, 51]}}}\n"
    let columns = try ["flow.step", "flow.penalty.weight"].map { path in
      try Self.values(Path(path), sweep).compactMap(Double.init).map { Int($0) }
    }
    for column in columns { #expect(column.sorted() == Array(1...50)) }
    #expect(columns[0] != columns[1])
  }

  @Test("the normal quantile is that of SciPy")
  func normalQuantile() {
    // scripts/dump_sweep_reference.py
    let reference = [
      (1e-12, -7.034483825301131), (0.0001, -3.7190164854556804), (0.02, -2.053748910631823),
      (0.3, -0.5244005127080409), (0.5, 0.0), (0.8, 0.8416212335729143),
      (0.975, 1.959963984540054), (0.999999999, 5.997807019601637),
    ]
    for (u, z) in reference {
      #expect(
        abs(NormalQuantile.value(at: u) - z) <= 4e-15 * max(1, abs(z)) + 1e-7 * (u > 0.999 ? 1 : 0))
    }
  }

  @Test("numbers are rounded to their nearest neighbour with few digits")
  func rounding() {
    let cases: [(Double, Double)] = [
      (0.1 + 0.2, 0.3), (1e-5 * 3, 3e-5), (-1.23456789012345, -1.23456789012),
      (123_456_789_012.7, 123_456_789_013), (9.99999999999999, 10), (0, 0), (0x1p-1074, 0x1p-1074),
      (1.7976931348623157e308, 1.79769313486e308), (1e22, 1e22),
    ]
    for (number, rounded) in cases {
      #expect(NumberText.rounded(number, digits: 12) == rounded)
    }
  }
}
