import Benchmarking
import Trainers
import Training

/// A step of free particles in the plane.
enum ParticleWorkload: String, CaseIterable {
  case mmd
  case slicedEnergy = "energy-sliced"
  case energy

  /// What is measured, in words.
  var title: String {
    switch self {
    case .mmd: "MMD flow, 10 000 particles and points in the plane, gaussian kernel"
    case .slicedEnergy: "energy flow, 10 000 particles and points in the plane, 64 directions"
    case .energy: "energy flow, 10 000 particles and points in the plane, all pairs"
    }
  }

  /// How many times as long a dense step in NumPy is to take; nil where nothing is asked.
  var factor: Double? {
    switch self {
    case .mmd: 8
    case .slicedEnergy: 50
    case .energy: nil
    }
  }

  /// What the dense step of the peer computes.
  var peerMode: String { self == .mmd ? "mmd" : "energy" }

  private var flow: String {
    switch self {
    case .mmd: "{kind: mmd, kernel: gaussian, bandwidths: 1.0}"
    case .slicedEnergy: "{kind: energy, evaluation: sliced}"
    case .energy: "{kind: energy}"
    }
  }

  private var experiment: String {
    """
    name: particles
    data:
      target: {kind: gaussian, dimension: 2, mean: 1.0, deviation: 0.7}
      source: {kind: gaussian, dimension: 2}
    trainer: {kind: particles, count: 10000}
    flow: \(flow)
    schedule: {iterations: 100000000}
    """
  }

  /// The workload as a contender; a step is an outer iteration of the trainer that `gfrun run` drives.
  func contender(block: Double) -> Workload {
    Workload(name: "gfrun", side: "gfrun", block: block) {
      var trainer = try ParticleTrainer(
        run: try TrainerWorkload(experiment: experiment).makeRun(), resuming: nil)
      return { steps in
        let goal = trainer.iteration + steps
        let series = try trainer.advance(to: goal)
        guard trainer.iteration == goal, series.firstNonFiniteIteration == nil else {
          throw TrainerWorkload.Diverged(iteration: trainer.iteration)
        }
      }
    }
  }
}
