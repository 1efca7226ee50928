import Execution
import Graphs

extension Origin {
  /// The origin of what this command computes from `experiment`.
  init(of experiment: ExperimentArguments) {
    self.init(
      folder: experiment.folder, kernels: KernelSet.name, version: Program.current.provenance)
  }
}
