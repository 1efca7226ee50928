import CommandLineInterface
import Specification
import Trainers
import Training

/// gfrun with a trainer, a flow, a law and a metric of its own.
@main
enum FlowLab {
  static func main() {
    var registry = Registry.builtIn
    registry.register(trainer: KineticTrainer.kind) { try KineticTrainer(run: $0, resuming: $1) }
    registry.register(KineticTrainer.needsScore)
    registry.register(flow: LeastSquaresFlow.kind) { LeastSquaresFlow(label: $0["label"].number) }
    registry.register(distribution: Spiral.kind) {
      Spiral(turns: $0["turns"].number, noise: $0["noise"].number)
    }
    registry.register(metric: MeanDistance.kind) { MeanDistance(target: $1.samples) }
    Program("flowlab", version: "0.2.0", registry: registry).main()
  }
}
