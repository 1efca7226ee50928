/// Everything a trainer needs to go on as if it had never stopped, as named arrays.
public struct TrainerState: Sendable, Equatable {
  /// One array of a state.
  public enum Content: Sendable, Equatable {
    /// Parameters, moments, particles.
    case floats([Float])
    /// What is kept in double precision.
    case doubles([Double])
    /// Counters.
    case integers([Int])
  }

  /// The number of outer iterations made when the state was taken.
  public let iteration: Int
  /// The arrays by name; a name may use `/` to group, as in `generator/moment1`.
  public var arrays: [String: Content]

  /// A state at `iteration`.
  public init(iteration: Int, arrays: [String: Content]) {
    self.iteration = iteration
    self.arrays = arrays
  }
}
