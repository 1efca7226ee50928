extension RandomStream {
  /// What random numbers are drawn for: one name for each place of a run that needs some.
  ///
  /// Places with different names never share a draw, so adding one changes nothing elsewhere.
  public struct Purpose: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name, as given.
    public let name: String

    /// The purpose called `name`.
    public init(_ name: String) {
      self.name = name
    }

    /// The purpose called by a literal.
    public init(stringLiteral name: String) {
      self.name = name
    }

    /// The FNV-1a hash of the name's UTF-8: the same in every process, as `hashValue` is not.
    var stableHash: UInt64 {
      name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
  }
}
