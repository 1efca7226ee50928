/// Names that every reader accepts, one per thing: `[a-z][a-z0-9_]*`.
///
/// Metrics, training series and swept paths are named by people and by programs of theirs; netCDF,
/// MATLAB and R want identifiers. The same names in the same order always get the same variables.
struct VariableNames {
  private var taken: Set<String>

  /// - Parameter reserved: names that are already in use where these are going to be.
  init(reserved: Set<String> = []) {
    taken = reserved
  }

  /// A variable for `name` that no other name has.
  mutating func variable(for name: String) -> String {
    let base = Self.sanitized(name)
    var candidate = base
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(base)_\(number)"
      number += 1
    }
    return candidate
  }

  /// `name` in lower case, with an underscore for whatever else it contains.
  static func sanitized(_ name: String) -> String {
    var result = ""
    for character in name.lowercased().unicodeScalars {
      switch character {
      case "a"..."z", "0"..."9": result.unicodeScalars.append(character)
      default: if result.last != "_" { result.append("_") }
      }
    }
    // netCDF allows 256 bytes, and a number may follow.
    result = String(result.prefix(200))
    if result.count > 1, result.last == "_" { result.removeLast() }
    guard let first = result.first, first.isLetter else { return "x" + result }
    return result
  }
}
