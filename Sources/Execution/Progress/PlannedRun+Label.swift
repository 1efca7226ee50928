package import Planning
import Specification

extension PlannedRun {
  /// What people call the run: its case, what the sweep set for it, its seed.
  package var label: String {
    var words = caseName.map { [$0] } ?? []
    for swept in swept {
      guard let value = swept.value, let key = swept.path.components.last else { continue }
      words.append("\(key)=\(value.textOrNil ?? JSONText.compact(value))")
    }
    words.append("seed \(seed)")
    return words.joined(separator: " ")
  }
}
