/// A value of an experiment once it is decoded: typed, checked, with every default written out.
public enum Value: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// A finite number; what is declared as a number is one even if it was written `1`.
  case number(Double)
  case string(String)
  case list([Value])
  case object(Object)

  /// Keys with values, in the order of their declaration.
  public struct Object: Sendable, Hashable {
    /// One key with its value.
    public struct Member: Sendable, Hashable {
      /// The key, in kebab-case.
      public var key: String
      /// The value under the key.
      public var value: Value

      /// The member `key` with `value`.
      public init(key: String, value: Value) {
        self.key = key
        self.value = value
      }
    }

    /// The members, in their order.
    public var members: [Member]

    /// An object of `members`, whose keys differ.
    public init(_ members: [Member] = []) {
      self.members = members
    }

    /// The keys, in their order.
    public var keys: [String] {
      members.map(\.key)
    }

    /// The value under `key`, nil where there is none; setting a new key puts it last, nil removes it.
    public subscript(_ key: String) -> Value? {
      get { members.first { $0.key == key }?.value }
      set {
        let index = members.firstIndex { $0.key == key }
        switch (index, newValue) {
        case (let index?, let value?): members[index].value = value
        case (let index?, nil): members.remove(at: index)
        case (nil, let value?): members.append(Member(key: key, value: value))
        case (nil, nil): break
        }
      }
    }
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// An integer.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A boolean.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A list.
  public init(arrayLiteral elements: Value...) { self = .list(elements) }
  /// An object with the members in the order they are written.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self = .object(Object(elements.map { Object.Member(key: $0.0, value: $0.1) }))
  }
}
