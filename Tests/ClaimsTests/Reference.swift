import Foundation

/// Tests over seeds by SciPy, as scripts/dump_claim_reference.py wrote them.
struct Reference: Decodable {
  struct Tail: Decodable {
    let t: Double
    let freedom: Double
    let tail: Double
  }

  struct Quantile: Decodable {
    let probability: Double
    let freedom: Double
    let quantile: Double
  }

  struct Binomial: Decodable {
    let count: Int
    let trials: Int
    let chance: Double
    let tail: Double
  }

  struct RankSum: Decodable {
    let pairs: Int
    let m: Int
    let n: Int
    let tail: Double
  }

  struct Outcome: Decodable {
    let p: Double
    let bound: Double
  }

  struct Sample: Decodable {
    let direction: String
    let of: [Double]
    let than: [Double]
    let factor: Double
    let number: Double
    let paired: Outcome
    let single: Outcome
    let welch: Outcome
  }

  let tails: [Tail]
  let quantiles: [Quantile]
  let binomials: [Binomial]
  let rankSums: [RankSum]
  let samples: [Sample]

  static func read() throws -> Reference {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    return try JSONDecoder().decode(
      Self.self, from: Data(contentsOf: folder.appending(path: "statistics.json")))
  }
}

/// Whether two numbers agree to a relative `tolerance`.
func agree(_ a: Double, _ b: Double, _ tolerance: Double = 1e-11) -> Bool {
  a == b || abs(a - b) <= tolerance * max(abs(a), abs(b))
}
