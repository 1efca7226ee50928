internal import HDF5

/// What training leaves behind: its series, and the parameters it ended with.
extension RunFileWriter {
  func writeTraining() throws(HDF5Error) {
    let training = record.training
    let group = try root.makeGroup("training")
    let step = try group.makeDimension("step", size: training.iterations.count, unlimited: true)
    try group.writePromised("iteration", training.iterations, along: [step])
      .describe("iteration of the recorded step", units: "1")
    var names = VariableNames(reserved: Layout.trainingReserved)
    for series in training.series {
      precondition(
        series.values.count == training.iterations.count, "a series has one value per step")
      let variable = names.variable(for: series.name)
      let dataset = try group.writePromised(
        variable, series.values, along: [step], storage: Storage(mayMiss: true))
      try dataset.describe(series.name, units: "1")
      try dataset.keepName(series.name, variable: variable)
      try dataset.attributes.set("coordinates", .text("iteration"))
    }
  }

  /// Parameters share axes of one place and length, so that no parameter has one axis twice.
  func writeModel() throws(HDF5Error) {
    let model = try root.makeGroup("model")
    var axes: [String: Dimension] = [:]
    for parameter in record.model {
      for (place, size) in parameter.shape.enumerated() {
        let name = "axis\(place)_\(size)"
        if axes[name] == nil { axes[name] = try model.makeDimension(name, size: size) }
      }
    }
    var names = VariableNames(reserved: Set(axes.keys))
    var networks: [String] = []
    for parameter in record.model where !networks.contains(parameter.network) {
      networks.append(parameter.network)
    }
    for network in networks {
      let variable = names.variable(for: network)
      let group = try model.makeGroup(variable)
      if variable != network {
        try group.attributes.set(Layout.originalName, .text(network))
      }
      try write(record.model.filter { $0.network == network }, in: group, axes)
    }
  }

  private func write(
    _ parameters: [ModelParameter], in group: Group, _ axes: [String: Dimension]
  ) throws(HDF5Error) {
    var names = VariableNames()
    for parameter in parameters {
      precondition(
        parameter.shape.reduce(1, *) == parameter.values.count, "a parameter fills its shape")
      let variable = names.variable(for: parameter.name)
      let dimensions = parameter.shape.enumerated().compactMap { axes["axis\($0)_\($1)"] }
      try group.writePromised(variable, parameter.values, along: dimensions)
        .keepName(parameter.name, variable: variable)
    }
  }
}
