internal import HDF5

/// The promised content of a run file, as fingerprints.
extension RunFileReader {
  func digests() throws(HDF5Error) -> [Digest] {
    var digests = [Digest(path: "@status", hex: Digest.hex(of: try status().rawValue))]
    for (path, dataset) in try promised() {
      guard let hex = try dataset.attributes.text(Layout.digest) else { continue }
      digests.append(Digest(path: path, hex: hex))
      let description = try dataset.description()
      guard path.hasPrefix("metrics/"), !description.isEmpty else { continue }
      let text = description.map { "\($0.name)=\($0.value.canonical)\n" }.joined()
      digests.append(Digest(path: path + "@attributes", hex: Digest.hex(of: text)))
    }
    return digests
  }

  func damagedDatasets() throws(HDF5Error) -> [String] {
    var damaged: [String] = []
    for (path, dataset) in try promised() {
      let expected = try dataset.attributes.text(Layout.digest)
      let found: String?
      do throws(HDF5Error) { found = try dataset.computedDigest() } catch { found = nil }
      if found != expected { damaged.append(path) }
    }
    return damaged
  }

  /// The datasets that carry a digest, in the order of the file.
  private func promised() throws(HDF5Error) -> [(path: String, dataset: Dataset)] {
    var result: [(path: String, dataset: Dataset)] = []
    var pending: [(prefix: String, group: Group)] = [("", root)]
    while let (prefix, group) = pending.popLast() {
      var groups: [(prefix: String, group: Group)] = []
      for name in try group.names() {
        if try group.isGroup(name) {
          groups.append((prefix + name + "/", try group.group(name)))
          continue
        }
        let dataset = try group.dataset(name)
        guard try dataset.attributes.text(Layout.digest) != nil else { continue }
        result.append((prefix + name, dataset))
      }
      pending += groups.reversed()
    }
    return result
  }
}

extension Dataset {
  /// The digest of what the dataset holds now; nil for a type that has none.
  fileprivate func computedDigest() throws(HDF5Error) -> String? {
    switch kind {
    case .float32: Digest.hex(of: try read(Float.self))
    case .float64: Digest.hex(of: try read(Double.self))
    case .int32: Digest.hex(of: try read(Int32.self))
    case .int64: Digest.hex(of: try read(Int64.self))
    case nil: Digest.hex(of: try readText())
    }
  }
}

extension Metadata {
  /// The value without loss: numbers by their bits.
  fileprivate var canonical: String {
    switch self {
    case .text(let text): "text:" + text
    case .integer(let number): "integer:\(number)"
    case .number(let number): "number:\(number.bitPattern)"
    case .numbers(let numbers): "numbers:\(numbers.map(\.bitPattern))"
    }
  }
}
