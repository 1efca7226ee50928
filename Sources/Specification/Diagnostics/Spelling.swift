/// Finds the name that a misspelt one means.
package enum Spelling {
  /// The candidate nearest to `name`, or nil where none is near enough to suggest.
  ///
  /// Near is a third of the letters changed, left out, added or swapped; failing that, a name of
  /// several words one of which is `name`.
  package static func nearest(to name: String, among candidates: [String]) -> String? {
    let limit = max(1, name.unicodeScalars.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let found = distance(name, candidate, limit: best.map { $0.distance - 1 } ?? limit)
      if let found { best = (candidate, found) }
    }
    if let best { return best.candidate }
    let parts = candidates.filter { candidate in
      candidate.split { $0 == "-" || $0 == "." }.contains { $0 == name }
    }
    return name.isEmpty ? nil : parts.min { $0.count < $1.count }
  }

  /// How many single letters must be changed, left out, added or swapped with their neighbour to make
  /// one name of the other (optimal string alignment); nil if more than `limit`.
  package static func distance(_ a: String, _ b: String, limit: Int) -> Int? {
    let (a, b) = (Array(a.lowercased().unicodeScalars), Array(b.lowercased().unicodeScalars))
    guard limit >= 0, abs(a.count - b.count) <= limit else { return nil }
    var twoBack: [Int] = []
    var last = Array(0...b.count)
    for row in 1..<(a.count + 1) {
      var current = [row]
      for column in 1..<(b.count + 1) {
        let change = a[row - 1] == b[column - 1] ? 0 : 1
        var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + change)
        if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] {
          best = min(best, twoBack[column - 2] + 1)
        }
        current.append(best)
      }
      (twoBack, last) = (last, current)
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}
