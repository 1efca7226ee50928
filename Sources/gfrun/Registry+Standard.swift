import Specification
import Trainers
import Training

extension Registry {
  /// What gfrun comes with.
  static let standard: Registry = {
    var registry = Registry(vocabulary: .builtIn)
    registry.registerBuiltInDistributions()
    registry.registerBuiltInMetrics()
    registry.registerBuiltInTrainers()
    return registry
  }()
}
