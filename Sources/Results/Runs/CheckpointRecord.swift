/// What a run that has not ended needs to go on: the group `/checkpoint` of its file.
///
/// It stands in the file that a reader of the running run sees, so that state and results are of one
/// moment and appear, change and vanish together.
package struct CheckpointRecord: Sendable, Equatable {
  /// The iteration of the state; what the file records beyond it is computed again.
  package var iteration: Int
  /// The seconds of training until then, over all attempts.
  package var trainingSeconds: Double
  /// The digest of the program that wrote it: bits are promised within one program.
  package var program: String
  /// The state, in a fixed order.
  package var arrays: [StateArray]

  package init(iteration: Int, trainingSeconds: Double, program: String, arrays: [StateArray]) {
    self.iteration = iteration
    self.trainingSeconds = trainingSeconds
    self.program = program
    self.arrays = arrays
  }
}

/// One array of the state of a run.
package struct StateArray: Sendable, Equatable {
  /// What it holds.
  package enum Content: Sendable, Equatable {
    case floats([Float])
    case doubles([Double])
    case integers([Int])
  }

  /// Any name: `generator/layer0/weight`.
  package var name: String
  package var content: Content

  package init(name: String, content: Content) {
    self.name = name
    self.content = content
  }
}
