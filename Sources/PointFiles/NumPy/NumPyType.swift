/// The type of an array's elements, as NumPy's array interface names it: `<f8`.
struct NumPyType: Equatable {
  private enum Class {
    case float
    case signed
    case unsigned
  }

  private let kind: Class
  private let isBigEndian: Bool
  /// The bytes of an element.
  let byteCount: Int

  /// The type that `name` stands for; nil for one that holds no numbers that a double can.
  init?(_ name: String) {
    let characters = Array(name)
    guard characters.count == 3, let size = characters[2].wholeNumberValue else { return nil }
    switch (characters[1], size) {
    case ("f", 2), ("f", 4), ("f", 8): kind = .float
    case ("i", 1), ("i", 2), ("i", 4), ("i", 8): kind = .signed
    case ("u", 1), ("u", 2), ("u", 4), ("u", 8): kind = .unsigned
    default: return nil
    }
    switch characters[0] {
    case "<", "=": isBigEndian = false
    case ">": isBigEndian = true
    case "|" where size == 1: isBigEndian = false
    default: return nil
    }
    byteCount = size
  }

  /// The numbers in `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: whole elements.
  ///   - rowSize: the elements of a row, to say where one is that no double equals; nil where the
  ///     elements do not come row by row.
  /// - Returns: the numbers, exactly.
  /// - Throws: `inexact` for the first integer that no double equals.
  func numbers(
    _ bytes: ArraySlice<UInt8>, rowSize: Int?
  ) throws(PointFileError.Problem) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(bytes.count / byteCount)
    var place = bytes.startIndex
    while place < bytes.endIndex {
      var word: UInt64 = 0
      for offset in 0..<byteCount {
        let byte = bytes[place + (isBigEndian ? offset : byteCount - 1 - offset)]
        word = word << 8 | UInt64(byte)
      }
      place += byteCount
      guard let number = number(word) else {
        let row = rowSize.map { numbers.count / $0 } ?? numbers.count
        throw .inexact(.row(row), integer(word))
      }
      numbers.append(number)
    }
    return numbers
  }

  /// The number that the low bits of `word` stand for; nil where no double equals it.
  private func number(_ word: UInt64) -> Double? {
    switch (kind, byteCount) {
    case (.float, 2): Double(Float16(bitPattern: UInt16(truncatingIfNeeded: word)))
    case (.float, 4): Double(Float(bitPattern: UInt32(truncatingIfNeeded: word)))
    case (.float, _): Double(bitPattern: word)
    case (.signed, _): Double(exactly: signed(word))
    case (.unsigned, _): Double(exactly: word)
    }
  }

  private func signed(_ word: UInt64) -> Int64 {
    let unused = 64 - 8 * byteCount
    return Int64(bitPattern: word << unused) >> unused
  }

  private func integer(_ word: UInt64) -> String {
    kind == .signed ? String(signed(word)) : String(word)
  }
}
