import Arrays
import Distributions
import Flows
import Graphs
import Networks
import Randomness
import Specification
import Training

/// The velocity ∇H(d(x)) of a flow whose potential is learned from the particles and the target.
///
/// Before each step of the particles the potential makes its own on fresh batches of the target and as
/// many of the particles, which are all of them in their order where the batch is as large as the cloud,
/// and drawn without replacement where it is smaller.
struct LearnedVelocity: VelocityField {
  private let run: Run
  private let batch: Int
  private let steps: Int
  private let rate: Schedule
  private let mixingCount: Int
  private let potential: LearnedPotential

  /// The field of a run, its potential freshly initialised.
  init(_ run: Run) {
    self.run = run
    let specification = run.specification
    let schedule = specification["schedule"]
    batch = schedule["batch"].integer
    steps = schedule["potential"]["steps"].integer
    let optimizer = schedule["potential"]["optimizer"]
    rate = Schedule(optimizer["rate"], iterations: schedule["iterations"].integer)
    let flow = run.learnedFlow
    mixingCount = flow.mixingCount
    potential = LearnedPotential(
      flow: flow, penalty: .init(specification["flow"]["penalty"]),
      network: MLP(specification["potential"], from: run.target.dimension, to: 1),
      optimizer: Optimizer(optimizer, rate: rate(0)),
      batch: batch, points: specification["trainer"]["count"].integer,
      stream: run.stream("initialization/potential"))
  }

  var reportNames: [String] { potential.reportNames }

  mutating func velocity(of particles: Matrix<Double>, at iteration: Int) throws -> Velocity {
    let points = Matrix(
      rows: particles.rows, columns: particles.columns,
      elements: particles.elements.map { Float($0) })
    var targets = run.stream("training/target", iteration: iteration)
    var choice = run.stream("training/particles", iteration: iteration)
    var mixing = run.stream("training/mixing", iteration: iteration)
    var numbers = [Float](repeating: 0, count: batch * mixingCount)
    var report: [Float] = []
    for _ in 0..<steps {
      let data = run.target.sample(count: batch, using: &targets)
      mixing.fillUniform(&numbers)
      report = potential.step(
        targets: data, samples: chosen(points, &choice), mixing: numbers, rate: rate(iteration))
    }
    return Velocity(potential.velocity(at: points).widened, report: report.map(Double.init))
  }

  private func chosen(_ points: Matrix<Float>, _ stream: inout RandomStream) -> Matrix<Float> {
    guard batch < points.rows else { return points }
    let rows = stream.permutation(of: points.rows).prefix(batch)
    return Matrix(
      rows: batch, columns: points.columns, elements: rows.flatMap { points[row: $0] })
  }

  func field(at points: Matrix<Float>) -> PotentialField? { potential.field(at: points) }

  var memory: [String: TrainerState.Content] { potential.memory }

  mutating func restore(_ memory: RememberedArrays) throws(StateError) {
    try potential.restore(memory)
  }
}
