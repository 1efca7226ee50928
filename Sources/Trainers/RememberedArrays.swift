import Training

/// The arrays of a trainer's state, asked for by name and size.
struct RememberedArrays {
  private let arrays: [String: TrainerState.Content]

  /// The arrays of a state.
  init(_ state: TrainerState) { arrays = state.arrays }

  /// The array of doubles `name`.
  func doubles(_ name: String, count: Int) throws(StateError) -> [Double] {
    guard case .doubles(let values) = arrays[name] else { throw .missing(name: name) }
    return try Self.checked(values, name, count)
  }

  /// The array of floats `name`.
  func floats(_ name: String, count: Int) throws(StateError) -> [Float] {
    guard case .floats(let values) = arrays[name] else { throw .missing(name: name) }
    return try Self.checked(values, name, count)
  }

  /// The one integer under `name`.
  func integer(_ name: String) throws(StateError) -> Int {
    guard case .integers(let values) = arrays[name] else { throw .missing(name: name) }
    return try Self.checked(values, name, 1)[0]
  }

  private static func checked<Element>(
    _ values: [Element], _ name: String, _ count: Int
  ) throws(StateError) -> [Element] {
    guard values.count == count else {
      throw .wrongCount(name: name, expected: count, found: values.count)
    }
    return values
  }
}
