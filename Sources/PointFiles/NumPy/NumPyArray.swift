/// An array in NumPy's own format, versions 1.0 to 3.0.
///
/// - SeeAlso: NumPy, `numpy.lib.format`; NEP 1.
struct NumPyArray {
  /// The numbers, in C order whatever their order in the file.
  let array: PointArray

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Whether `bytes` begin as NumPy's files do.
  static func isNumPy(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

  /// The array in the bytes of a file.
  init(_ bytes: [UInt8]) throws(PointFileError.Problem) {
    let (text, start) = try NumPyArray.headerText(bytes)
    let header = try NumPyHeader(text)
    let count = try NumPyArray.count(header.shape)
    let (size, overflow) = count.multipliedReportingOverflow(by: header.type.byteCount)
    guard !overflow, size == bytes.count - start else {
      throw .wrongSize(expected: overflow ? .max : size, found: bytes.count - start)
    }
    let stored = try header.type.numbers(
      bytes[start...],
      rowSize: header.isFortran ? nil : max(1, header.shape.dropFirst().reduce(1, *)))
    array = PointArray(
      shape: header.shape,
      elements: header.isFortran ? NumPyArray.reordered(stored, header.shape) : stored)
  }

  /// The text of the header, and where the numbers start.
  private static func headerText(
    _ bytes: [UInt8]
  ) throws(PointFileError.Problem) -> (text: [UInt8], start: Int) {
    guard bytes.count >= 10 else { throw .badHeader("the file ends within it") }
    let (major, minor) = (Int(bytes[6]), Int(bytes[7]))
    guard (1...3).contains(major), minor == 0 else {
      throw .unknownVersion(major: major, minor: minor)
    }
    let width = major == 1 ? 2 : 4
    guard bytes.count >= 8 + width else { throw .badHeader("the file ends within it") }
    let length = (0..<width).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
    let start = 8 + width
    guard length <= bytes.count - start else { throw .badHeader("the file ends within it") }
    return (Array(bytes[start..<start + length]), start + length)
  }

  private static func count(_ shape: [Int]) throws(PointFileError.Problem) -> Int {
    var count = 1
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else { throw .badHeader("its shape \(shape) cannot be true") }
      count = product
    }
    return count
  }

  /// Elements whose first axis is fastest, put in the order in which the last is.
  private static func reordered(_ stored: [Double], _ shape: [Int]) -> [Double] {
    var strides: [Int] = []
    var stride = 1
    for length in shape {
      strides.append(stride)
      stride *= length
    }
    var index = Array(repeating: 0, count: shape.count)
    var place = 0
    var elements: [Double] = []
    elements.reserveCapacity(stored.count)
    for _ in stored.indices {
      elements.append(stored[place])
      var axis = shape.count - 1
      while axis >= 0 {
        index[axis] += 1
        place += strides[axis]
        if index[axis] < shape[axis] { break }
        place -= strides[axis] * shape[axis]
        index[axis] = 0
        axis -= 1
      }
    }
    return elements
  }
}
