import Flows
import Glibc
import Graphs
import Testing

@Suite("Flows")
struct FlowTests {
  private let graph = Graph()
  private let x: Tensor
  private let y: Tensor
  private let mixing: Tensor
  private let data = [0.5, -1, 2, 0.25]
  private let model = [1.5, 0.5, -1, 1]
  private let between = [0.25, 0.75]

  init() {
    (x, y) = (graph.source(Shape(2, 2)), graph.source(Shape(2, 2)))
    mixing = graph.source(Shape(2, 1))
  }

  /// d(x) = Σ (xᵢ² + xᵢ).
  private static let field: @Sendable (Tensor) -> Tensor = { points in
    let ones = points.graph.constant(1, Shape(2, 1))
    return points.squared.times(ones) + points.times(ones)
  }

  private func value(_ tensor: Tensor) -> [Double] {
    var interpreter = Interpreter(graph, sources: [(x, data), (y, model), (mixing, between)])
    return interpreter.value(of: tensor)
  }

  private var points: FlowPoints { FlowPoints(data: x, model: y, mixing: [mixing]) }

  /// The field by hand: Σ (x² + x), and its gradient 2 x + 1.
  private func d(_ points: [Double]) -> [Double] {
    [0, 2].map { row in points[row..<row + 2].reduce(0) { $0 + $1 * $1 + $1 } }
  }

  @Test("the Jensen–Shannon flow ascends the discriminator's log-likelihood along D-gradients")
  func jensenShannon() {
    let sigmoid = { (t: Double) in 1 / (1 + exp(-t)) }
    let potentials = Potentials([Self.field])
    let flow = JensenShannonFlow()
    let (onData, onModel) = (d(data), d(model))
    let objective =
      onData.reduce(0) { $0 + log(sigmoid($1)) } / 2
      + onModel.reduce(0) { $0 + log(1 - sigmoid($1)) } / 2
    #expect(abs(value(flow.objective(of: potentials, at: points))[0] - objective) < 1e-12)
    // ∇D / (2 (1 − D)), Huang & Zhang eq. 20, with ∇D = D (1 − D) ∇d.
    let velocity = value(flow.velocity(of: potentials, at: y))
    for index in 0..<4 {
      let probability = sigmoid(onModel[index / 2])
      let slope = probability * (1 - probability) * (2 * model[index] + 1)
      #expect(abs(velocity[index] - slope / (2 * (1 - probability))) < 1e-12)
    }
  }

  @Test("the W1 flow ascends the difference of means along the potential's gradient")
  func wassersteinOne() {
    let potentials = Potentials([Self.field])
    let flow = WassersteinOneFlow()
    let objective = (d(data).reduce(0, +) - d(model).reduce(0, +)) / 2
    #expect(abs(value(flow.objective(of: potentials, at: points))[0] - objective) < 1e-12)
    let velocity = value(flow.velocity(of: potentials, at: y))
    for index in 0..<4 { #expect(abs(velocity[index] - (2 * model[index] + 1)) < 1e-12) }
  }

  @Test(
    "penalties are the closed form at the points between", arguments: [Penalty.Sides.one, .two])
  func penalties(_ sides: Penalty.Sides) throws {
    let term = try #require(Penalty.gradient(sides, weight: 7).term(on: Self.field, at: points))
    var (penalty, mean) = (0.0, 0.0)
    for row in 0..<2 {
      let norm = (0..<2).reduce(0.0) { sum, column in
        let (a, b) = (data[row * 2 + column], model[row * 2 + column])
        let slope = 2 * (between[row] * a + (1 - between[row]) * b) + 1
        return sum + slope * slope
      }.squareRoot()
      let excess = sides == .one ? max(norm - 1, 0) : norm - 1
      penalty += 7 * excess * excess / 2
      mean += norm / 2
    }
    #expect(abs(value(term.value)[0] - penalty) < 1e-12)
    #expect(abs(value(term.gradientNorm)[0] - mean) < 1e-12)
  }

  @Test("R1 and R2 are half the mean squared gradient at their law", arguments: [true, false])
  func zeroCentered(isData: Bool) throws {
    let penalty = Penalty.zeroCentered(at: isData ? .data : .model, weight: 3)
    let term = try #require(penalty.term(on: Self.field, at: points))
    let slopes = (isData ? data : model).map { 2 * $0 + 1 }
    let squares = [0, 2].map { slopes[$0] * slopes[$0] + slopes[$0 + 1] * slopes[$0 + 1] }
    #expect(abs(value(term.value)[0] - 3.0 / 2 * (squares[0] + squares[1]) / 2) < 1e-12)
    let norm = (squares[0].squareRoot() + squares[1].squareRoot()) / 2
    #expect(abs(value(term.gradientNorm)[0] - norm) < 1e-12)
  }

  @Test("clipping adds no term")
  func clip() {
    #expect(Penalty.clip(bound: 0.1).term(on: Self.field, at: points)?.value == nil)
    #expect(Penalty.clip(bound: 0.1).bound == 0.1 && Penalty.none.bound == nil)
  }

  @Test("a penalty on a flat potential has a finite gradient, zero")
  func flatPotential() throws {
    let slope = graph.source(Shape(2, 1))
    let term = try #require(
      Penalty.gradient(.two, weight: 1).term(on: { $0.times(slope) }, at: points))
    let gradient = graph.gradient(of: term.value, withRespectTo: [slope])[0]
    var interpreter = Interpreter(
      graph, sources: [(x, data), (y, model), (mixing, between), (slope, [0, 0])])
    #expect(interpreter.value(of: gradient) == [0, 0])
  }

  @Test("fits differ by the factor 2 / dimension")
  func fits() {
    let half = value(Fit.halfMean.loss(of: x, against: y))[0]
    let element = value(Fit.elementMean.loss(of: x, against: y))[0]
    let squares = zip(data, model).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    #expect(abs(half - squares / 4) < 1e-12 && abs(element - squares / 4) < 1e-12)
    let (wide, other) = (x.reshaped(Shape(1, 4)), y.reshaped(Shape(1, 4)))
    #expect(abs(value(Fit.halfMean.loss(of: wide, against: other))[0] - squares / 2) < 1e-12)
  }
}
