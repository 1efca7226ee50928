import Arrays
import Foundation

/// The families of scripts/dump_transport_families.py, drawn with the same bits.
///
/// Everything is made of whole numbers, sums and products of doubles, in the order of the script.
enum TransportFamily: String, CaseIterable {
  case same, shift, far, ring8, mode, lattice, duplicates, scales, line, high, unequal, weighted

  static let cases = 200

  /// Two clouds; their weights are nil where all are equal.
  struct Problem {
    let source: Matrix<Double>
    let target: Matrix<Double>
    var sourceWeights: [Double]?
    var targetWeights: [Double]?
  }

  /// The mean costs for p = 1 and p = 2 of all cases by POT.
  func reference() throws -> [(one: Double, two: Double)] {
    let bytes = try Data(contentsOf: ReferenceCase.folder.appending(path: "families.f64"))
    let words = stride(from: 0, to: bytes.count, by: 8).map { start in
      Double(
        bitPattern: bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) })
    }
    let first = 2 * Self.cases * (Self.allCases.firstIndex(of: self) ?? 0)
    return (0..<Self.cases).map { (words[first + 2 * $0], words[first + 2 * $0 + 1]) }
  }

  func problem(_ number: Int) -> Problem {
    let index = Self.allCases.firstIndex(of: self) ?? 0
    var stream = SplitMix(state: UInt64(1000 * index + number))
    let n = 1 + stream.below(40)
    let m = self == .unequal || self == .weighted ? 1 + stream.below(40) : n
    let d = self == .ring8 || self == .mode ? 2 : self == .line ? 1 : 1 + stream.below(8)
    let (x, y) = clouds(n, m, self == .high ? d + 8 : d, &stream)
    var problem = Problem(source: x, target: y)
    if self == .weighted {
      var a = (0..<n).map { _ in Double(stream.below(1000)) }
      var b = (0..<m).map { _ in Double(stream.below(1000)) }
      a[0] += 1
      b[m - 1] += 1
      (problem.sourceWeights, problem.targetWeights) = (a, b)
    }
    return problem
  }

  private func clouds(
    _ n: Int, _ m: Int, _ d: Int, _ stream: inout SplitMix
  ) -> (Matrix<Double>, Matrix<Double>) {
    func cloud(_ count: Int, _ draw: () -> Double) -> Matrix<Double> {
      Matrix(rows: count, columns: d, elements: (0..<count * d).map { _ in draw() })
    }
    switch self {
    case .same, .high, .line:
      return (cloud(n) { stream.bell() }, cloud(m) { stream.bell() })
    case .shift, .far, .unequal, .weighted:
      let offset = self == .far ? 100.0 : 1
      return (cloud(n) { stream.bell() }, cloud(m) { 0.7 * stream.bell() + offset })
    case .ring8:
      return (Self.ring(n, 8, 0.05, &stream), Self.ring(m, 5, 0.08, &stream))
    case .mode:
      return (Self.ring(n, 8, 0.05, &stream), Self.ring(m, 1, 0.08, &stream))
    case .lattice:
      return (cloud(n) { Double(stream.below(4)) }, cloud(m) { Double(stream.below(5)) })
    case .duplicates:
      let few = cloud(5) { stream.bell() }
      let x = few.permuted((0..<n).map { _ in stream.below(4) })
      return (x, few.permuted((0..<m).map { _ in 1 + stream.below(4) }))
    case .scales:
      let wide = { stream.bell() * Double(1 << stream.below(20)) }
      return (cloud(n, wide), cloud(m, wide))
    }
  }

  private static let half = 0.7071067811865476
  private static let circle = [
    (1.0, 0.0), (half, half), (0, 1), (-half, half), (-1, 0), (-half, -half), (0, -1),
    (half, -half),
  ]

  private static func ring(
    _ count: Int, _ modes: Int, _ deviation: Double, _ stream: inout SplitMix
  ) -> Matrix<Double> {
    Matrix(
      rows: count, columns: 2,
      elements: (0..<count).flatMap { _ -> [Double] in
        let (x, y) = circle[stream.below(modes)]
        let first = 2 * x + deviation * stream.bell()
        return [first, 2 * y + deviation * stream.bell()]
      })
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014), which is as short in Python as it is here.
struct SplitMix {
  var state: UInt64

  private mutating func word() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(word() % UInt64(bound)) }

  /// The sum of twelve uniform numbers less six: nearly normal, and without any function.
  mutating func bell() -> Double {
    var total = -6.0
    for _ in 0..<12 { total += Double(word() >> 11) * 0x1p-53 }
    return total
  }
}
