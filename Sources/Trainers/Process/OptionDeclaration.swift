import Specification

/// What a program declares of one of its options.
struct OptionDeclaration: Decodable, Sendable {
  /// The types of options.
  enum Kind: String, Decodable, Sendable {
    case integer, number, string, boolean
  }

  /// A value of an option.
  enum Scalar: Decodable, Sendable, Equatable {
    case boolean(Bool)
    case number(Double)
    case string(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let boolean = try? container.decode(Bool.self) {
        self = .boolean(boolean)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .string(try container.decode(String.self))
      }
    }
  }

  let type: Kind
  var `default`: Scalar?
  var minimum: Double?
  var maximum: Double?
  var choices: [Scalar]?
  var description: String?

  /// What is wrong with a value of the option, in words; nil where nothing is.
  func problem(with value: Value) -> String? {
    guard let scalar = scalar(value) else { return "expected \(expectation)" }
    if let choices, !choices.contains(scalar) { return "expected \(expectation)" }
    if case .number(let number) = scalar {
      if let minimum, number < minimum { return "expected \(expectation)" }
      if let maximum, number > maximum { return "expected \(expectation)" }
    }
    return nil
  }

  private func scalar(_ value: Value) -> Scalar? {
    switch (type, value) {
    case (.boolean, .boolean(let boolean)): .boolean(boolean)
    case (.string, .string(let text)): .string(text)
    case (.integer, .integer(let integer)): .number(Double(integer))
    case (.integer, .number(let number)) where number == number.rounded(): .number(number)
    case (.number, .integer), (.number, .number): value.numberOrNil.map { .number($0) }
    default: nil
    }
  }

  /// "an integer from 1 to 8", "one of cpu, cuda".
  var expectation: String {
    if let choices {
      return "one of " + choices.map(\.text).joined(separator: ", ")
    }
    let noun =
      switch type {
      case .integer: "an integer"
      case .number: "a number"
      case .string: "a string"
      case .boolean: "true or false"
      }
    let from = minimum.map { " from \(Scalar.number($0).text)" } ?? ""
    let to = maximum.map { (minimum == nil ? " up to " : " to ") + Scalar.number($0).text } ?? ""
    return noun + from + to
  }
}

extension OptionDeclaration.Scalar {
  /// As in a file.
  var text: String {
    switch self {
    case .boolean(let boolean): boolean ? "true" : "false"
    case .number(let number): JSONText.compact(.number(number))
    case .string(let text): text
    }
  }

  /// As a value of a specification.
  var value: Value {
    switch self {
    case .boolean(let boolean): .boolean(boolean)
    case .number(let number): .number(number)
    case .string(let text): .string(text)
    }
  }
}
