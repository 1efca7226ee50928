internal import HDF5

/// The state of a run that goes on, in its file.
extension RunFileWriter {
  func write(_ checkpoint: CheckpointRecord) throws(HDF5Error) {
    let group = try root.makeGroup(Layout.checkpoint)
    try group.attributes.set("iteration", .integer(checkpoint.iteration))
    try group.attributes.set("training_seconds", .number(checkpoint.trainingSeconds))
    try group.attributes.set("program", .text(checkpoint.program))
    try group.attributes.set("arrays", .integer(checkpoint.arrays.count))
    var axes: [Int: Dimension] = [:]
    for (index, array) in checkpoint.arrays.enumerated() {
      let variable = "state_\(index)"
      let dataset =
        switch array.content {
        case .floats(let values): try write(values, as: variable, in: group, &axes)
        case .doubles(let values): try write(values, as: variable, in: group, &axes)
        case .integers(let values): try write(values, as: variable, in: group, &axes)
        }
      try dataset.attributes.set(Layout.originalName, .text(array.name))
    }
  }

  /// Arrays of one length share an axis; they are short-lived, so they are not compressed.
  private func write<Number: StoredNumber>(
    _ values: [Number], as variable: String, in group: Group, _ axes: inout [Int: Dimension]
  ) throws(HDF5Error) -> Dataset {
    let count = values.count
    let axis =
      if let axis = axes[count] {
        axis
      } else {
        try group.makeDimension("length_\(count)", size: count, unlimited: count == 0)
      }
    axes[count] = axis
    return try group.writePromised(
      variable, values, along: [axis], storage: Storage(level: Storage.uncompressed))
  }
}

extension RunFileReader {
  /// The state in the file, checked against its digests; nil where there is none.
  ///
  /// - Throws: `HDF5Error` where it cannot be read, or does not have the digests it was written with.
  func checkpoint() throws(HDF5Error) -> CheckpointRecord? {
    guard try root.contains(Layout.checkpoint) else { return nil }
    let group = try root.group(Layout.checkpoint)
    guard let iteration = try group.attributes.integer("iteration"),
      let seconds = try group.attributes.number("training_seconds"),
      let program = try group.attributes.text("program"),
      let count = try group.attributes.integer("arrays"), (0...1_000_000).contains(count)
    else { throw failure("the checkpoint is incomplete") }
    var arrays: [StateArray] = []
    for index in 0..<count {
      let dataset = try group.dataset("state_\(index)")
      arrays.append(
        StateArray(name: try dataset.givenName("state_\(index)"), content: try content(dataset)))
    }
    return CheckpointRecord(
      iteration: iteration, trainingSeconds: seconds, program: program, arrays: arrays)
  }

  private func content(_ dataset: Dataset) throws(HDF5Error) -> StateArray.Content {
    switch dataset.kind {
    case .float32:
      let values = try dataset.read(Float.self)
      try verify(dataset, Digest.hex(of: values))
      return .floats(values)
    case .float64:
      let values = try dataset.read(Double.self)
      try verify(dataset, Digest.hex(of: values))
      return .doubles(values)
    case .int64:
      let values = try dataset.read(Int.self)
      try verify(dataset, Digest.hex(of: values))
      return .integers(values)
    case .int32, nil: throw failure("the checkpoint holds what no checkpoint holds")
    }
  }

  private func verify(_ dataset: Dataset, _ digest: String) throws(HDF5Error) {
    guard try dataset.attributes.text(Layout.digest) == digest else {
      throw failure("'\(dataset.path)' has changed since it was written")
    }
  }
}
