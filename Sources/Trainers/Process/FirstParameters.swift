import Distributions
import Flows
import Graphs
import Networks
import Randomness
import Specification
import Training

/// The parameters that the built-in trainer would begin with.
struct FirstParameters {
  /// The arrays, named `layer0/weight` and so on; of several potentials, `phi/layer0/weight`.
  let arrays: [ArrayBlock]

  /// The first parameters of a network of the run: `generator`, `potential` for all that the flow
  /// learns, or one of these by its name; nil for a network that the run has not.
  init?(of network: String, in run: Run) {
    let (source, target) = (run.source.dimension, run.target.dimension)
    let isGenerator = network == GeneratorDynamics.generatorName
    let value = run.specification[isGenerator ? network : "potential"]
    let names = isGenerator ? [network] : GeneratorSettings.potentialNames(of: run)
    let wanted = network == "potential" ? names : [network]
    guard !wanted.isEmpty, names.contains(wanted[0]),
      ["mlp", "affine"].contains(value["kind"].textOrNil)
    else {
      return nil
    }
    let mlp =
      isGenerator ? MLP(value, from: source, to: target) : MLP(value, from: target, to: 1)
    let parameters = names.map { mlp.parameters(prefix: $0) }
    let buffer = ParameterBuffer(
      parameters.flatMap(\.self), memory: names.flatMap { mlp.memory(prefix: $0) })
    var stream = run.stream(isGenerator ? "initialization/generator" : "initialization/potential")
    for name in names { mlp.initialize(buffer, prefix: name, from: &stream) }
    let all = buffer.parameters + (buffer.memory?.parameters ?? [])
    arrays = all.filter { all in wanted.contains { all.name.hasPrefix($0 + "/") } }.map {
      parameter in
      let values = buffer[parameter.name] ?? buffer.memory?[parameter.name] ?? []
      let shape = parameter.shape.extents
      return ArrayBlock(
        wanted.count > 1 ? parameter.name : String(parameter.name.dropFirst(wanted[0].count + 1)),
        .floats(values),
        shape: parameter.name.hasSuffix("/weight") ? shape : [values.count])
    }
  }
}

extension GeneratorSettings {
  /// The names of the potentials that the flow of a run learns.
  fileprivate static func potentialNames(of run: Run) -> [String] {
    run.flow?.potentialNames ?? []
  }
}
