import Arrays
import Benchmarking
import CKernels
import Foundation
import Metrics
import Specification

/// An exact distance to be found, with what is asked of gfrun there.
struct TransportCase {
  let family: CloudFamily
  let exponent: ExactTransport.Exponent
  let count: Int
  let dimension: Int
  /// How many times as long POT is to take, its cost matrix included; nil where nothing is asked.
  let factor: Double?

  /// W₁ and W₂ of every family in the plane at 1 000 and 5 000 points, and W₂ in 784 dimensions.
  static let usual =
    [1000, 5000].flatMap { count in
      CloudFamily.allCases.flatMap { family in
        ExactTransport.Exponent.allCases.map {
          TransportCase(family, $0, count, factor: plane($0, count))
        }
      }
    } + [TransportCase(.shift, .two, 2000, dimension: 784, factor: 5)]

  /// W₂ in the plane at 10 000 points, for which POT takes half a minute and more than 2 GB.
  static let large = [CloudFamily.shift, .same].map {
    TransportCase($0, .two, 10_000, factor: 20)
  }

  init(
    _ family: CloudFamily, _ exponent: ExactTransport.Exponent, _ count: Int, dimension: Int = 2,
    factor: Double? = nil
  ) {
    self.family = family
    self.exponent = exponent
    self.count = count
    self.dimension = dimension
    self.factor = factor
  }

  private static func plane(_ exponent: ExactTransport.Exponent, _ count: Int) -> Double {
    switch (exponent, count) {
    case (.one, 1000): 3
    case (.one, _): 5
    case (.two, 1000): 4
    case (.two, _): 15
    }
  }

  /// `W1 shift, 1000 points, dimension 2`.
  var title: String {
    "W\(exponent.rawValue) \(family.rawValue), \(count) points, dimension \(dimension)"
  }

  /// Rounds, of those asked for: POT takes seconds for one where there are thousands of points.
  func rounds(of asked: Int) -> Int { count > 2000 ? 1 : min(asked, 3) }

  /// The solver of gfrun, from the points to the certified distance.
  func contender(block: Double) -> Workload {
    let clouds = family.clouds(count: count, dimension: dimension)
    return Workload(name: "gfrun", side: "gfrun", block: block) {
      let solver = ExactTransport(exponent: exponent)
      return { steps in
        for _ in 0..<steps { _ = try solver.solve(source: clouds.source, target: clouds.target) }
      }
    }
  }

  /// What gfrun computes before it looks for a plan: the costs of all pairs; nil where it keeps none.
  func matrix(block: Double) -> Workload? {
    guard dimension > 8 else { return nil }
    let clouds = family.clouds(count: count, dimension: dimension)
    let masses = Array(repeating: Int64(1), count: count)
    return Workload(name: "gfrun, cost matrix alone", side: "gfrun", block: block) {
      { steps in
        for _ in 0..<steps {
          unsafe clouds.source.elements.withUnsafeBufferPointer { source in
            unsafe clouds.target.elements.withUnsafeBufferPointer { target in
              unsafe masses.withUnsafeBufferPointer { masses in
                var problem = unsafe gfk_transport_problem(
                  source: source.baseAddress, target: target.baseAddress,
                  supply: masses.baseAddress, demand: masses.baseAddress, sources: count,
                  targets: count, dimension: dimension, exponent: Int32(exponent.rawValue))
                precondition(
                  unsafe gfk_transport_prepare(&problem) == 0, "memory is short")
              }
            }
          }
        }
      }
    }
  }

  /// Writes the clouds for the peers, row-major float64, the source first.
  func write(to file: URL) throws {
    let clouds = family.clouds(count: count, dimension: dimension)
    var bytes = Data(capacity: 16 * count * dimension)
    for element in clouds.source.elements + clouds.target.elements {
      unsafe withUnsafeBytes(of: element.bitPattern.littleEndian) {
        unsafe bytes.append(contentsOf: $0)
      }
    }
    try bytes.write(to: file)
  }

  /// What a peer's program needs to know; `expect` is the mean cost that it must find too.
  func arguments(file: URL) throws -> [String] {
    let clouds = family.clouds(count: count, dimension: dimension)
    let distance = try ExactTransport(exponent: exponent).solve(
      source: clouds.source, target: clouds.target
    ).distance
    return [
      "--clouds", file.path, "--count", "\(count)", "--dimension", "\(dimension)",
      "--exponent", "\(exponent.rawValue)",
      "--expect", "\(exponent == .one ? distance : distance * distance)",
    ]
  }

  /// What the standings of a contest are held to.
  func requirements(_ standings: [Standing], asked: [Peer]) -> [Requirement] {
    guard let factor, asked.contains(.pot) else { return [] }
    let peer = standings.first { $0.name.hasSuffix(" emd2 and cost matrix") }
    let whole = Requirement(
      "\(peer?.name ?? "POT emd2") over gfrun", .atLeast(factor),
      value: peer?.ratio(to: standings[0]))
    return dimension > 8 ? [whole, apart(standings)] : [whole]
  }

  /// What is asked with the cost matrices of both sides left out.
  private func apart(_ standings: [Standing]) -> Requirement {
    let minimum = { (suffix: String) in
      standings.first { $0.name.hasSuffix(suffix) }?.minimum
    }
    var value: Double?
    if let peer = minimum(" emd2 alone"), let matrix = minimum("cost matrix alone"),
      let whole = standings[0].minimum, whole > matrix
    {
      value = peer / (whole - matrix)
    }
    return Requirement(
      "POT emd2 over gfrun, cost matrices apart", .atLeast(10), value: value)
  }
}
