/// What a consumer of a resolved run asks of its values.
///
/// The plain forms (`number`, `text`) are for what the schema guarantees: anything else there is a
/// mistake of the program and stops it. The forms in `OrNil` are for what may be absent.
extension Value {
  /// The value under `key` of an object; null where there is none.
  public subscript(_ key: String) -> Value {
    objectOrNil?[key] ?? .null
  }

  /// The value that `path` leads to; nil where it leads to none.
  public func value(at path: Path) -> Value? {
    var current = self
    for key in path.components {
      switch current {
      case .object(let object):
        guard let next = object[key] else { return nil }
        current = next
      case .list(let elements):
        guard let index = Int(key), elements.indices.contains(index) else { return nil }
        current = elements[index]
      default: return nil
      }
    }
    return current
  }

  /// The same value with `new` where `path` leads; unchanged where it leads through no object.
  public func replacing(_ path: Path, with new: Value) -> Value {
    guard let key = path.components.first else { return new }
    guard case .object(var object) = self else { return self }
    let rest = Path(Array(path.components.dropFirst()))
    object[key] = (object[key] ?? .null).replacing(rest, with: new)
    return .object(object)
  }

  /// The same value without the member that `path` leads to; unchanged where there is none.
  public func removing(_ path: Path) -> Value {
    guard let key = path.components.first, case .object(var object) = self,
      let member = object[key]
    else { return self }
    let rest = Path(Array(path.components.dropFirst()))
    object[key] = rest.components.isEmpty ? nil : member.removing(rest)
    return .object(object)
  }

  /// The number; an integer counts as one.
  public var number: Double { expect(numberOrNil, "a number") }
  /// The integer.
  public var integer: Int { expect(integerOrNil, "an integer") }
  /// The string.
  public var text: String { expect(textOrNil, "a string") }
  /// The boolean.
  public var boolean: Bool { expect(booleanOrNil, "a boolean") }
  /// The elements of the list.
  public var list: [Value] { expect(listOrNil, "a list") }
  /// The members of the object.
  public var object: Object { expect(objectOrNil, "an object") }
  /// The numbers of a list of numbers.
  public var numbers: [Double] { list.map(\.number) }
  /// The integers of a list of integers.
  public var integers: [Int] { list.map(\.integer) }
  /// The kind of an object that is one of several kinds.
  public var kind: String { self["kind"].text }

  /// The number, an integer counting as one; nil for anything else.
  public var numberOrNil: Double? {
    switch self {
    case .number(let number): number
    case .integer(let integer): Double(integer)
    default: nil
    }
  }

  /// The integer; nil for anything else.
  public var integerOrNil: Int? {
    if case .integer(let integer) = self { integer } else { nil }
  }

  /// The string; nil for anything else.
  public var textOrNil: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The boolean; nil for anything else.
  public var booleanOrNil: Bool? {
    if case .boolean(let boolean) = self { boolean } else { nil }
  }

  /// The elements; nil for anything but a list.
  public var listOrNil: [Value]? {
    if case .list(let elements) = self { elements } else { nil }
  }

  /// The numbers; nil for anything but a list of numbers.
  public var numbersOrNil: [Double]? {
    guard let numbers = listOrNil?.map(\.numberOrNil), !numbers.contains(nil) else { return nil }
    return numbers.compactMap(\.self)
  }

  /// The members; nil for anything but an object.
  public var objectOrNil: Object? {
    if case .object(let object) = self { object } else { nil }
  }

  /// Whether there is no value.
  public var isNull: Bool { self == .null }

  private func expect<Wanted>(_ value: Wanted?, _ what: String) -> Wanted {
    guard let value else {
      preconditionFailure("the schema promises \(what), but the resolved run holds \(self)")
    }
    return value
  }
}
