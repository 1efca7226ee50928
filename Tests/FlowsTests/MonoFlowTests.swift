import Flows
import Glibc
import Graphs
import Testing

/// The formulas of Yi, Zhu & Liu 2023 on logits from −3 to 3, in double precision.
@Suite("MonoFlow")
struct MonoFlowTests {
  /// A function of the logit and what h and h′ are by the paper.
  struct Row: Sendable, CustomTestStringConvertible {
    let function: AscentFunction
    let value: @Sendable (Double) -> Double
    let slope: @Sendable (Double) -> Double
    var testDescription: String { "\(function)" }

    init(
      _ function: AscentFunction, _ value: @escaping @Sendable (Double) -> Double,
      slope: @escaping @Sendable (Double) -> Double
    ) {
      (self.function, self.value, self.slope) = (function, value, slope)
    }
  }

  @Sendable private static func sigmoid(_ d: Double) -> Double { 1 / (1 + exp(-d)) }

  static let rows: [Row] = [
    Row(.vanilla(), { -log(1 - sigmoid($0)) }, slope: sigmoid),
    Row(.vanilla(shift: 3), { -log(1 - sigmoid($0 + 3)) }, slope: { sigmoid($0 + 3) }),
    Row(.nonSaturated, { log(sigmoid($0)) }, slope: { 1 - sigmoid($0) }),
    Row(.logit, { $0 }, slope: { _ in 1 }),
    Row(.maximumLikelihood, { exp($0) }, slope: { exp($0) }),
    Row(.exponential(rate: 1.5), { exp(1.5 * $0) }, slope: { 1.5 * exp(1.5 * $0) }),
    Row(.arcsinh, { asinh($0) }, slope: { 1 / (1 + $0 * $0).squareRoot() }),
    Row(.leastSquares, { -($0 - 1) * ($0 - 1) }, slope: { 2 * (1 - $0) }),
    Row(.divergenceLoss(.reverseKL), { $0 }, slope: { _ in 1 }),
    Row(.divergenceLoss(.kl), { -$0 * exp($0) }, slope: { -(1 + $0) * exp($0) }),
    Row(
      .divergenceLoss(.chiSquared), { -(exp($0) - 1) * (exp($0) - 1) },
      slope: { -2 * exp($0) * (exp($0) - 1) }),
    Row(
      .divergenceLoss(.hellinger), { -pow(exp($0 / 2) - 1, 2) },
      slope: { -exp($0 / 2) * (exp($0 / 2) - 1) }),
    Row(
      .divergenceLoss(.jensenShannon),
      { -$0 * exp($0) + (1 + exp($0)) * log((1 + exp($0)) / 2) },
      slope: { exp($0) * log((1 + exp($0)) / (2 * exp($0))) }),
  ]

  private static let logits = (-12...12).map { Double($0) / 4 }

  /// The elements of `tensor` where the logits are `logits`.
  private static func values(
    _ logits: [Double], _ tensor: (Tensor) -> Tensor
  ) -> [Double] {
    let graph = Graph()
    let d = graph.source(Shape(logits.count, 1))
    var interpreter = Interpreter(graph, sources: [(d, logits)])
    return interpreter.value(of: tensor(d))
  }

  private static func slopes(_ logits: [Double], _ function: (Tensor) -> Tensor) -> [Double] {
    values(logits) { d in d.graph.gradient(of: function(d).sum, withRespectTo: [d])[0] }
  }

  private static func near(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
    abs(a - b) <= tolerance * (1 + abs(b))
  }

  @Test("h and h′ are those of the paper's tables", arguments: rows)
  func tables(_ row: Row) {
    let values = Self.values(Self.logits) { row.function($0) }
    let slopes = Self.slopes(Self.logits) { row.function($0) }
    let step = 1e-5
    let above = Self.values(Self.logits.map { $0 + step }) { row.function($0) }
    let below = Self.values(Self.logits.map { $0 - step }) { row.function($0) }
    for (index, d) in Self.logits.enumerated() {
      #expect(Self.near(values[index], row.value(d), 1e-12), "h(\(d))")
      #expect(Self.near(slopes[index], row.slope(d), 1e-12), "h′(\(d))")
      let difference = (above[index] - below[index]) / (2 * step)
      #expect(Self.near(slopes[index], difference, 1e-6), "h′(\(d)) by differences")
    }
  }

  /// f and its derivatives at r, as in the paper.
  private static func f(_ divergence: Divergence, _ r: Double) -> (value: Double, Double, Double) {
    switch divergence {
    case .kl: (r * log(r), log(r) + 1, 1 / r)
    case .reverseKL: (-log(r), -1 / r, 1 / (r * r))
    case .chiSquared: ((r - 1) * (r - 1), 2 * (r - 1), 2)
    case .hellinger: (pow(r.squareRoot() - 1, 2), 1 - pow(r, -0.5), 0.5 * pow(r, -1.5))
    case .jensenShannon:
      (
        r * log(r) - (r + 1) * log((r + 1) / 2), log(2 * r / (1 + r)), 1 / (r * (1 + r))
      )
    }
  }

  @Test("h′ = r² f″, dual′ = r f″ and −f(eᵈ) of every divergence", arguments: Divergence.allCases)
  func divergences(_ divergence: Divergence) {
    let flow = Self.slopes(Self.logits) { AscentFunction.divergence(divergence)($0) }
    let exact = Self.slopes(Self.logits) { AscentFunction.bGAN(divergence)($0) }
    let trick = Self.slopes(Self.logits) { AscentFunction.fGAN(divergence)($0) }
    let ascent = Self.values(Self.logits, divergence.ascent)
    let dual = Self.values(Self.logits, divergence.dual)
    let loss = Self.values(Self.logits) { AscentFunction.divergenceLoss(divergence)($0) }
    let middle = Self.logits.count / 2
    for (index, d) in Self.logits.enumerated() {
      let r = exp(d)
      let (value, first, second) = Self.f(divergence, r)
      #expect(Self.near(flow[index], r * r * second, 1e-12))
      #expect(Self.near(exact[index], r * r * second, 1e-12))
      #expect(Self.near(trick[index], r * second, 1e-12))
      #expect(Self.near(loss[index], -value, 1e-12))
      // Up to the constants, which are those at r = 1, where f = 0.
      let atOne = Self.f(divergence, 1)
      #expect(Self.near(dual[index] - dual[middle], first - atOne.1, 1e-12))
      #expect(Self.near(ascent[index] - ascent[middle], r * first - value - atOne.1, 1e-12))
    }
  }

  @Test(
    "−f(eᵈ) increases everywhere for the divergence that says so only",
    arguments: Divergence.allCases)
  func monotone(_ divergence: Divergence) {
    let slopes = Self.slopes(Self.logits) { AscentFunction.divergenceLoss(divergence)($0) }
    #expect(slopes.allSatisfy { $0 > 0 } == divergence.decreasesInRatio)
  }

  /// The rows of the table, by their optimal potential where r is the ratio.
  static let optima: [AscentFunction] =
    [.vanilla(shift: 2), .exponential(rate: 2), .divergenceLoss(.kl), .leastSquares]
    + Divergence.allCases.flatMap { [.bGAN($0), .fGAN($0)] }

  @Test("the potential's objective is largest at the ratio of its row", arguments: optima)
  func objectives(_ function: AscentFunction) {
    let flow = MonoFlow(function)
    for ratio in [0.2, 1, 3.5] {
      let graph = Graph()
      let (x, y) = (graph.source(.scalar), graph.source(.scalar))
      // One sample of each law; the target's counts `ratio` times.
      let points = FlowPoints(data: x, model: y, mixing: [y])
      let objective = flow.objective(of: Potentials([{ $0 }]), at: points)
      let slopes = graph.gradient(of: objective, withRespectTo: [x, y])
      func slope(_ d: Double) -> Double {
        var interpreter = Interpreter(graph, sources: [(x, [d]), (y, [d])])
        return ratio * interpreter.value(of: slopes[0])[0] + interpreter.value(of: slopes[1])[0]
      }
      let d = function == .leastSquares ? ratio / (1 + ratio) : log(ratio)
      #expect(abs(slope(d)) < 1e-12)
      #expect(slope(d - 0.1) > 0 && slope(d + 0.1) < 0)
    }
  }

  @Test("values and slopes stay finite in single precision far from the optimum")
  func extremes() {
    let bounded: [AscentFunction] = [
      .vanilla(shift: 5), .nonSaturated, .logit, .arcsinh, .divergence(.jensenShannon),
      .divergence(.reverseKL), .leastSquares, .fGAN(.jensenShannon), .fGAN(.kl),
    ]
    let growing: [AscentFunction] = [
      .maximumLikelihood, .exponential(rate: 1.5), .divergence(.chiSquared),
      .divergence(.hellinger), .divergenceLoss(.kl), .divergenceLoss(.chiSquared),
      .divergenceLoss(.hellinger), .divergenceLoss(.jensenShannon),
    ]
    for (functions, largest) in [(bounded, Float(1e5)), (growing, 25)] {
      for function in functions {
        let logits: [Float] = [-1e5, -200, -30, 0, largest]
        let graph = Graph()
        let d = graph.source(Shape(logits.count, 1))
        let value = function(d)
        let slope = graph.gradient(of: value.sum, withRespectTo: [d])[0]
        let regions = (0..<3).map { _ in FloatBuffer(count: logits.count).whole }
        regions[0].elements = logits
        Plan(
          graph, reading: [(d, regions[0])], writing: [(value, regions[1]), (slope, regions[2])]
        ).run()
        let found = regions[1].elements + regions[2].elements
        #expect(!found.contains { !$0.isFinite }, "\(function)")
      }
    }
  }
}
