import Benchmarking
import CKernels
import Graphs

/// A matrix product, [m, k] · [k, n], in single precision: what the machine can do at most.
struct ProductWorkload {
  /// By whom the product is made.
  enum Maker: String, CaseIterable {
    /// By what a plan chooses for these extents.
    case plan
    /// By the kernel of ours that a plan chooses for small ones.
    case kernel

    /// The title of its column.
    var title: String {
      switch self {
      case .plan: "in a plan"
      case .kernel: "own kernel"
      }
    }
  }

  let rows: Int
  let columns: Int
  let depth: Int
  let maker: Maker

  /// Two products of the sizes in a training step, and one so large that calls cost nothing; each by
  /// all makers.
  static let all: [(extents: String, makers: [ProductWorkload])] =
    [(512, 128, 128), (512, 256, 256), (1024, 1024, 1024)].map { rows, columns, depth in
      (
        "\(rows)×\(columns)×\(depth)",
        Maker.allCases.map {
          ProductWorkload(rows: rows, columns: columns, depth: depth, maker: $0)
        }
      )
    }

  /// Its extents and its maker.
  var name: String { "\(rows)×\(columns)×\(depth) \(maker.title)" }

  /// GFLOP/s of one product in this many microseconds.
  func speed(microseconds: Double) -> Double {
    2e-3 * Double(rows * columns * depth) / microseconds
  }

  /// The product as a contender; a step is one product.
  func contender(block: Double) -> Workload {
    Workload(name: name, side: "sgemm", block: block) {
      maker == .plan ? planned() : direct()
    }
  }

  private func planned() -> (Int) -> Void {
    let graph = Graph()
    let (a, b) = (graph.source(Shape(rows, depth)), graph.source(Shape(depth, columns)))
    let regions = [rows * depth, depth * columns, rows * columns].map {
      FloatBuffer(count: $0).whole
    }
    for region in regions.prefix(2) { region.elements = Self.numbers(region.count) }
    let plan = Graphs.Plan(
      graph, reading: [(a, regions[0]), (b, regions[1])],
      writing: [(a.times(b), regions[2])])
    return { steps in for _ in 0..<steps { plan.run() } }
  }

  private func direct() -> (Int) -> Void {
    let (a, b) = (Self.numbers(rows * depth), Self.numbers(depth * columns))
    var y = [Float](repeating: 0, count: rows * columns)
    return { steps in
      for _ in 0..<steps {
        unsafe gfk_small_product(
          rows, columns, depth, 0, 0, a, depth, b, columns, &y, columns, 0)
      }
    }
  }

  /// Numbers between −1 and 1 of no meaning.
  private static func numbers(_ count: Int) -> [Float] {
    (0..<count).map { Float(($0 * 7919) % 2003) / 1001 - 1 }
  }
}
