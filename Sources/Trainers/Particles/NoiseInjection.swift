import Arrays
import Randomness
import Specification
import Training

/// Noise that is added to particles where their velocity is looked up, and nowhere else.
struct NoiseInjection {
  private let run: Run
  private let level: Schedule

  /// What the flow's `noise-injection` asks for.
  init(_ run: Run) {
    self.run = run
    level = Schedule(
      run.specification["flow"]["noise-injection"],
      iterations: run.specification["schedule"]["iterations"].integer)
  }

  /// x + β u for each particle, u ~ N(0, I).
  func moved(_ particles: Matrix<Double>, at iteration: Int) -> Matrix<Double> {
    let beta = level(iteration)
    guard beta > 0 else { return particles }
    var stream = run.stream("training/injection", iteration: iteration)
    var moved = particles
    for index in moved.elements.indices { moved.elements[index] += beta * stream.normal() }
    return moved
  }
}
