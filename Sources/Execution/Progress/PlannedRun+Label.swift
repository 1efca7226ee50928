package import Planning
import Specification

extension PlannedRun {
  /// What people call the run: its case, what the sweep set for it, its seed.
  package var label: String {
    var words = caseName.map { [$0] } ?? []
    let keys = swept.compactMap(\.path.components.last)
    for swept in swept {
      guard let value = swept.value, let last = swept.path.components.last else { continue }
      let key = keys.count { $0 == last } > 1 ? swept.path.text : last
      words.append("\(key)=\(value.textOrNil ?? JSONText.compact(value))")
    }
    words.append("seed \(seed)")
    return words.joined(separator: " ")
  }
}
