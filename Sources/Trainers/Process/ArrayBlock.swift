/// A named array that travels behind a message, as raw little-endian numbers in row-major order.
struct ArrayBlock: Equatable {
  /// What an array announces of itself.
  struct Header: Codable, Equatable {
    /// Its name.
    let name: String
    /// The type of its elements.
    let type: String
    /// Its extents.
    let shape: [Int]
  }

  /// The elements.
  enum Elements: Equatable {
    case floats([Float])
    case doubles([Double])
    case integers([Int])
  }

  let name: String
  let shape: [Int]
  let elements: Elements

  /// A vector, unless it has another shape.
  init(_ name: String, _ elements: Elements, shape: [Int]? = nil) {
    self.name = name
    self.elements = elements
    self.shape = shape ?? [elements.count]
  }

  var header: Header { Header(name: name, type: elements.type, shape: shape) }
}

extension ArrayBlock.Header {
  /// The bytes of an element; nil for a type that the protocol does not have.
  var elementSize: Int? {
    switch type {
    case "float32": 4
    case "float64", "int64": 8
    default: nil
    }
  }

  /// The number of elements; nil where an extent is negative or the product too large to count.
  var count: Int? {
    var count = 1
    for extent in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: extent)
      guard extent >= 0, !overflows else { return nil }
      count = product
    }
    return count
  }

  /// "float32 [1000, 2]".
  var text: String { "\(type) [\(shape.map(String.init).joined(separator: ", "))]" }
}

extension ArrayBlock.Elements {
  var type: String {
    switch self {
    case .floats: "float32"
    case .doubles: "float64"
    case .integers: "int64"
    }
  }

  var count: Int {
    switch self {
    case .floats(let values): values.count
    case .doubles(let values): values.count
    case .integers(let values): values.count
    }
  }

  /// The elements of a type of the protocol from their bytes.
  init?(type: String, bytes: [UInt8]) {
    switch type {
    case "float32":
      self = .floats(Self.words(bytes, UInt32.self).map { Float(bitPattern: $0) })
    case "float64":
      self = .doubles(Self.words(bytes, UInt64.self).map { Double(bitPattern: $0) })
    case "int64": self = .integers(Self.words(bytes, Int64.self).map { Int($0) })
    default: return nil
    }
  }

  /// The bytes, little-endian.
  var bytes: [UInt8] {
    switch self {
    case .floats(let values): Self.bytes(values.map { $0.bitPattern.littleEndian })
    case .doubles(let values): Self.bytes(values.map { $0.bitPattern.littleEndian })
    case .integers(let values): Self.bytes(values.map { Int64($0).littleEndian })
    }
  }

  private static func words<Word: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: [UInt8], _ type: Word.Type
  ) -> [Word] {
    let size = MemoryLayout<Word>.size
    return unsafe bytes.withUnsafeBytes { raw in
      (0..<bytes.count / size).map {
        unsafe Word(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * size, as: type))
      }
    }
  }

  private static func bytes<Word: BitwiseCopyable>(_ words: [Word]) -> [UInt8] {
    unsafe words.withUnsafeBytes { unsafe Array($0) }
  }
}
