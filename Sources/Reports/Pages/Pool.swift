import Specification

/// Values that many runs share, each kept once and named by its place.
struct Pool {
  private(set) var values: [Value] = []
  private var places: [Value: Int] = [:]

  /// The place of a value, which is added where it is new.
  mutating func place(of value: Value) -> Value {
    if let place = places[value] { return .integer(place) }
    places[value] = values.count
    values.append(value)
    return .integer(values.count - 1)
  }
}
