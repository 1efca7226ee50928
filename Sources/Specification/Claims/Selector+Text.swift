internal import YAML

extension Sweep.Selector {
  /// The conditions on one line: `case=w1-fe flow.persistency=3|5`.
  package var text: String {
    let names = cases.map { ["case=" + $0.joined(separator: "|")] } ?? []
    let others = conditions.map { condition in
      let nodes = condition.value.elements ?? [condition.value]
      let values = nodes.map { $0.scalar?.text ?? "…" }
      return "\(condition.path)=\(values.joined(separator: "|"))"
    }
    return (names + others).joined(separator: " ")
  }
}
