import Flows
import Glibc
import Graphs
import Testing

/// The W2 pair against numpy with complex-step derivatives (`scripts/dump_w2_reference.py`).
@Suite("The W2 flow")
struct WassersteinTwoTests {
  private static let (batch, dimension, width) = (6, 2, 4)

  /// The script's numbers: scale · sin(phase + 1.7 k).
  private static func waves(_ count: Int, phase: Double, scale: Double) -> [Double] {
    (0..<count).map { scale * sin(phase + 1.7 * Double($0)) }
  }

  /// Weights, biases and output weights of φ, then of eps, with their values.
  private let parameters: [(Tensor, [Double])]
  private let points: FlowPoints
  private let sources: [(Tensor, [Double])]
  private let potentials: Potentials

  init() {
    let graph = Graph()
    let shapes = [
      Shape(Self.dimension, Self.width), Shape(1, Self.width), Shape(Self.width, 1),
    ]
    let values = Self.waves(32, phase: 0.7, scale: 1.1)
    var parameters: [(Tensor, [Double])] = []
    var position = 0
    for shape in shapes + shapes {
      parameters.append(
        (graph.source(shape), Array(values[position..<position + shape.count])))
      position += shape.count
    }
    self.parameters = parameters
    potentials = Potentials(
      [0, 3].map { first in
        { points in
          let biases = parameters[first + 1].0.repeatedDown(points.shape.rows)
          let hidden = (points.times(parameters[first].0) + biases).tanh
          return hidden.times(parameters[first + 2].0)
        }
      })
    let (batch, dimension) = (Self.batch, Self.dimension)
    points = FlowPoints(
      data: graph.source(Shape(batch, dimension)), model: graph.source(Shape(batch, dimension)),
      mixing: [graph.source(Shape(batch, 1)), graph.source(Shape(batch, 1))])
    sources =
      parameters + [
        (points.data, Self.waves(batch * dimension, phase: 0.3, scale: 1)),
        (points.model, Self.waves(batch * dimension, phase: 2.1, scale: 1.2)),
        (points.mixing[0], Self.waves(batch, phase: 0.9, scale: 0.5).map { $0 + 0.5 }),
        (points.mixing[1], Self.waves(batch, phase: 1.4, scale: 0.5).map { $0 + 0.5 }),
      ]
  }

  private func expect(_ tensor: Tensor, _ expected: [Double], _ what: String) {
    var interpreter = Interpreter(points.data.graph, sources: sources)
    let found = interpreter.value(of: tensor)
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) {
      #expect(abs(found - expected) < 1e-11 * (1 + abs(expected)), "\(what)")
    }
  }

  @Test("trains the pair by numpy's objective, penalties and gradients")
  func training() throws {
    let flow = WassersteinTwoFlow(weight: 20)
    let objective = flow.objective(of: potentials, at: points)
    let penalty = try #require(flow.constraint(on: potentials, at: points))
    expect(objective, [1.27439904423991], "objective")
    expect(penalty, [115.605300677003], "penalty")
    let gradients = points.data.graph.gradient(
      of: penalty - objective, withRespectTo: parameters.map(\.0))
    var position = 0
    for gradient in gradients {
      let next = position + gradient.shape.count
      expect(gradient, Array(Self.gradient[position..<next]), "gradient from \(position)")
      position = next
    }
    #expect(position == Self.gradient.count)
  }

  @Test("moves particles by −∇ψ, or by +∇φ on request")
  func velocities() {
    let model = points.model
    expect(
      WassersteinTwoFlow(guide: .psi).velocity(of: potentials, at: model),
      [
        -0.207918290885029, -0.225870227107523, -0.290134474721648, -0.0637547718887274,
        0.217188995142597, 0.387782986440347, -0.596553592919393, -0.266221647030196,
        0.530008845600031, 0.620648999286947, -0.66726990388245, -0.342854671177706,
      ], "−∇ψ")
    expect(
      WassersteinTwoFlow(guide: .phi).velocity(of: potentials, at: model),
      [
        -0.610576798756576, 0.434080063963982, -0.292423962788802, 0.24920907961118,
        0.00850145912000378, 1.25430533977506, -0.759598770107167, -0.0611734841937694,
        0.335693685713103, 1.41006479260336, -0.939039435761283, -0.114826173902812,
      ], "∇φ")
  }

  @Test("keeps ψ at or below 0 by a term of its own, on request")
  func signTerm() throws {
    let plain = try #require(WassersteinTwoFlow(weight: 20).constraint(on: potentials, at: points))
    let bounded = try #require(
      WassersteinTwoFlow(weight: 20, signWeight: 10).constraint(on: potentials, at: points))
    var interpreter = Interpreter(points.data.graph, sources: sources)
    let psi = interpreter.value(
      of: -WassersteinTwoFlow(guide: .psi).ascent(of: potentials, at: points.model))
    #expect(psi.contains { $0 > 0.1 } && psi.contains { $0 < -0.1 })
    let term = 10 * psi.reduce(0) { $0 + max($1, 0) * max($1, 0) } / Double(psi.count)
    let difference = interpreter.value(of: bounded)[0] - interpreter.value(of: plain)[0]
    #expect(abs(difference - term) < 1e-11)
  }

  @Test("costs the exact potentials of a translation nothing")
  func translation() throws {
    // For y = x + s, φ(x) = −s·x and ψ(y) = s·y − ½|s|²: φ ⊕ ψ ≤ ½|x − y|², with equality there.
    let graph = Graph()
    let shift = [0.75, -0.5]
    let points = FlowPoints(
      data: graph.source(Shape(3, 2)), model: graph.source(Shape(3, 2)),
      mixing: [graph.source(Shape(3, 1)), graph.source(Shape(3, 1))])
    let direction = graph.source(Shape(2, 1))
    let half = shift.reduce(0) { $0 + $1 * $1 } / 2
    let phi: ScalarField = { -$0.times(direction) }
    let eps: ScalarField = { $0.times(direction) * 0 - half }
    let potentials = Potentials([phi, eps])
    let flow = WassersteinTwoFlow()
    let penalty = try #require(flow.constraint(on: potentials, at: points))
    let data = [0.5, 1, -2, 0.25, 1.5, -1]
    var interpreter = Interpreter(
      graph,
      sources: [
        (points.data, data), (direction, shift),
        (points.model, data.indices.map { data[$0] + shift[$0 % 2] }),
        (points.mixing[0], [0.2, 0.9, 0.5]), (points.mixing[1], [0.7, 0.1, 0.4]),
      ])
    #expect(abs(interpreter.value(of: penalty)[0]) < 1e-25)
    #expect(
      abs(interpreter.value(of: flow.objective(of: potentials, at: points))[0] - half) < 1e-12)
    // Every particle is sent back by the whole shift.
    let velocity = interpreter.value(of: flow.velocity(of: potentials, at: points.model))
    for index in velocity.indices { #expect(abs(velocity[index] + shift[index % 2]) < 1e-12) }
  }

  private static let gradient = [
    -35.5134616490798, 4.73760216490472, 24.9308942790124, -19.7479330635874,
    -1.98027607422039, -8.57964147013338, 2.48189962955282, 2.86054012698269,
    17.41494410069, -0.544887473649177, -8.35285101247398, -2.95981455283033,
    -4.47542078359715, -12.8528240559539, 13.950267219218, 11.8591775359091,
    -43.8722238828288, 3.92972121907914, 12.9393997568825, -0.165009523022056,
    -1.6794622084311, 0.0920207100297895, -24.1266947783046, 0.0571270186870928,
    -92.759388023461, -18.9498150001268, 77.9773532956025, 0.624902598573788,
    -75.2163354558584, -72.3587975619574, 96.8084084811626, 54.8707520860244,
  ]
}
