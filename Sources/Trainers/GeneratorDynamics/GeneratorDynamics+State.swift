package import Graphs
import Networks

extension GeneratorDynamics {
  /// Everything a training needs to go on as if never interrupted, by name.
  ///
  /// Parameters stand under their names, moments under `generator/optimizer/first-moment` and the
  /// like (all parameters one after the other), step counts under `generator/optimizer/steps`.
  package struct State: Hashable, Sendable {
    /// Arrays of floats.
    package var floats: [String: [Float]]
    /// Arrays of integers.
    package var integers: [String: [Int]]

    /// A state of the given arrays.
    package init(floats: [String: [Float]], integers: [String: [Int]]) {
      self.floats = floats
      self.integers = integers
    }
  }

  /// A parameter's values at the moment of asking.
  package struct ParameterValue: Hashable, Sendable {
    /// Its name, for instance `generator/layer0/weight`.
    package let name: String
    /// Its shape; a weight is [in, out].
    package let shape: Shape
    /// Its elements, row by row.
    package let elements: [Float]
  }

  /// The parameters of all networks: the generator's, then the potentials', layer by layer.
  package var parameters: [ParameterValue] {
    [generator, potential].flatMap { buffer in
      buffer.parameters.map {
        ParameterValue(name: $0.name, shape: $0.shape, elements: buffer[$0.name] ?? [])
      }
    }
  }

  private var networks: [(name: String, buffer: ParameterBuffer, optimizer: OptimizerState)] {
    [
      (Self.generatorName, generator, generatorOptimizer),
      ("potential", potential, potentialOptimizer),
    ]
  }

  /// What the networks keep beside their parameters.
  private var memories: [ParameterBuffer] { [generator, potential].compactMap(\.memory) }

  /// A copy of everything a training needs to go on.
  package var state: State {
    var state = State(floats: [:], integers: [:])
    for parameter in parameters { state.floats[parameter.name] = parameter.elements }
    for memory in memories {
      for vector in memory.parameters { state.floats[vector.name] = memory[vector.name] ?? [] }
    }
    for (name, _, optimizer) in networks {
      for (moment, elements) in optimizer.namedMoments {
        state.floats["\(name)/optimizer/\(moment)"] = elements
      }
      state.integers["\(name)/optimizer/steps"] = [optimizer.stepCount]
    }
    return state
  }

  /// Goes on where `state` was taken: from here every call gives the bits it would have given there.
  ///
  /// - Throws: `StateError` if an array is missing or of the wrong size; nothing is changed then.
  package func restore(_ state: State) throws(StateError) {
    let parameters = self.parameters
    for parameter in parameters {
      _ = try Self.array(parameter.name, parameter.elements.count, in: state.floats)
    }
    for vector in memories.flatMap(\.parameters) {
      _ = try Self.array(vector.name, vector.shape.count, in: state.floats)
    }
    var restored: [(OptimizerState, moments: [[Float]], steps: Int)] = []
    for (name, buffer, optimizer) in networks {
      var moments: [[Float]] = []
      for moment in optimizer.optimizer.momentNames {
        moments.append(
          try Self.array("\(name)/optimizer/\(moment)", buffer.packedCount, in: state.floats))
      }
      let steps = try Self.array("\(name)/optimizer/steps", 1, in: state.integers)
      restored.append((optimizer, moments, steps[0]))
    }
    for buffer in [generator, potential] + memories {
      for parameter in buffer.parameters {
        buffer.set(parameter.name, to: state.floats[parameter.name] ?? [])
      }
    }
    lossesAreFinite = true
    for (optimizer, moments, steps) in restored {
      optimizer.restore(moments: moments, stepCount: steps)
    }
  }

  private static func array<Element>(
    _ name: String, _ count: Int, in arrays: [String: [Element]]
  ) throws(StateError) -> [Element] {
    guard let array = arrays[name] else { throw .missing(name: name) }
    guard array.count == count else {
      throw .wrongCount(name: name, expected: count, found: array.count)
    }
    return array
  }
}
