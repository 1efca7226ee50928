extension Value {
  /// A number, or null where it is not finite: JSON has no word for that.
  package static func finite(_ number: Double) -> Value {
    number.isFinite ? .number(number) : .null
  }

  /// This object with one more member.
  package func adding(_ key: String, _ value: Value) -> Value {
    guard case .object(var object) = self else {
      preconditionFailure("only an object has members")
    }
    object[key] = value
    return .object(object)
  }
}
