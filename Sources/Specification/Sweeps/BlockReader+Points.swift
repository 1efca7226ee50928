internal import YAML

extension BlockReader {
  /// Reads `points`: a list of patches, or the name of a table of them.
  mutating func readPoints(_ node: Node) {
    if let name = node.string { return readTable(name, at: node.location) }
    guard let elements = node.elements else {
      let expected = "a list of mappings, or the name of a CSV file"
      return report(.wrongType(expected: expected, found: node.found), at: node.location)
    }
    if elements.isEmpty { report(.emptySweep("points"), at: node.location) }
    for element in elements {
      if element.isNull {
        block.points.append([])
      } else if let entries = mapping(element) {
        block.points.append(flattened(entries))
      }
    }
  }

  private mutating func readTable(_ name: String, at place: SourceLocation) {
    let path = FileReader.resolve(name, besides: place.source.name)
    do throws(FileFailure) {
      let (source, error) = Source.decode(try FileReader.bytes(of: path), name: path)
      sources.append(source)
      if let error { return report(.syntax(error), at: error.location) }
      var table = PointTable(source)
      table.read()
      block.points = table.points
      diagnostics += table.diagnostics
      if table.points.isEmpty, table.diagnostics.isEmpty {
        report(.emptySweep("points"), at: table.source.beginning)
      }
    } catch {
      failures.append(error.kind)
      report(.file(path: path, error.problem), at: place)
    }
  }
}
