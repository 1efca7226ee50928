import Benchmarking
import Specification
import Tables

/// The fastest matrix products of this machine, to which a step's are compared.
struct ProductPeak {
  /// What the products of a step are beside the fastest there are.
  struct Share {
    fileprivate let operations: Int
    fileprivate let speed: Double?
    fileprivate let peak: Double?

    /// The line for people.
    var text: String {
      let work = "products: \(Figures.significant(Double(operations) * 1e-9)) GFLOP a step"
      guard let speed, let peak else { return work }
      return work + ", \(Figures.significant(speed)) GFLOP/s, "
        + "\(Figures.significant(100 * speed / peak)) % of the best sgemm"
    }

    /// The same for programs.
    var json: Value {
      [
        "gflop": .finite(Double(operations) * 1e-9),
        "gflop_per_second": speed.map(Value.finite) ?? .null,
        "best_gflop_per_second": peak.map(Value.finite) ?? .null,
      ]
    }
  }

  private let standings: [Standing]
  /// GFLOP/s by the products' names.
  private let speeds: [String: Double]

  /// Measures the products.
  init(_ session: Session, _ options: ContestOptions) {
    let products = ProductWorkload.all.flatMap(\.makers)
    standings = session.contest(
      "sgemm", products.map { $0.contender(block: options.block / 4) })
    speeds = Dictionary(
      uniqueKeysWithValues: zip(products, standings).compactMap { product, standing in
        standing.minimum.map { (product.name, product.speed(microseconds: $0)) }
      })
  }

  /// The best speed of all, in GFLOP/s.
  var peak: Double? { speeds.values.max() }

  /// What a step with this many operations reaches.
  func share(of operations: Int, taking microseconds: Double?) -> Share {
    Share(
      operations: operations, speed: microseconds.map { Double(operations) * 1e-3 / $0 },
      peak: peak)
  }

  /// A table with a line per size and a column per maker.
  var text: String {
    var table = TextTable(
      [("sgemm, GFLOP/s", .left)] + ProductWorkload.Maker.allCases.map { ($0.title, .right) })
    for (extents, makers) in ProductWorkload.all {
      let cells = makers.map { product in
        speeds[product.name].map { Figures.significant($0) } ?? "–"
      }
      table.append([extents] + cells)
    }
    return table.lines.joined(separator: "\n")
  }

  /// The same for programs.
  var json: Value {
    .list(
      standings.map { standing in
        [
          "name": .string(standing.name),
          "gflop_per_second": speeds[standing.name].map(Value.finite) ?? .null,
        ]
      })
  }
}
