import Results

/// One quantity along one run.
struct Curve {
  /// The iteration of each value.
  var iterations: [Int]
  /// Seconds of training at each value.
  var wallTime: [Double]
  /// Not a number where it was not computed.
  var values: [Double]
  /// What a metric finds between two draws of the target.
  var floor: Double?
  /// What it is, in words.
  var name: String

  /// Reads the metric or training series `quantity`, as `metrics/w1`, from a run file.
  ///
  /// - Returns: the curve; nil where the run has no such quantity.
  /// - Throws: `ResultsError`.
  init?(_ quantity: String, from path: String) throws(ResultsError) {
    let name = String(quantity.drop { $0 != "/" }.dropFirst())
    let metrics = try RunFile.metrics(of: path)
    if quantity.hasPrefix("metrics/") {
      guard let series = metrics.series.first(where: { $0.name == name }) else { return nil }
      self.init(
        iterations: metrics.iterations, wallTime: metrics.wallTime, values: series.values,
        floor: series.floor, name: series.longName ?? series.name)
      return
    }
    let training = try RunFile.training(of: path)
    guard let series = training.series.first(where: { $0.name == name }) else { return nil }
    let clock = Interpolation(
      x: [0] + metrics.iterations.map(Double.init), y: [0] + metrics.wallTime)
    self.init(
      iterations: training.iterations,
      wallTime: training.iterations.map { clock(Double($0)) }, values: series.values, floor: nil,
      name: LabelText.spaced(series.name.replacing("_", with: "-")))
  }

  private init(
    iterations: [Int], wallTime: [Double], values: [Double], floor: Double?, name: String
  ) {
    self.iterations = iterations
    self.wallTime = wallTime
    self.values = values
    self.floor = floor
    self.name = name
  }

  /// The names of all quantities that a run file has.
  static func quantities(of path: String) throws(ResultsError) -> [String] {
    try RunFile.metrics(of: path).series.map { "metrics/\($0.name)" }
      + RunFile.training(of: path).series.map { "training/\($0.name)" }
  }

  /// The curve with each value replaced by the mean of the `width` values around it, of fewer at the
  /// ends, so that there are as many before it as after it and no slope is bent.
  func smoothed(over width: Int) -> Curve {
    guard width > 1 else { return self }
    var copy = self
    copy.values = values.indices.map { index in
      let half = min((width - 1) / 2, index, values.count - 1 - index)
      return values[index - half...index + half].reduce(0, +) / Double(2 * half + 1)
    }
    return copy
  }
}

/// A function that is linear between given points and constant beyond them.
struct Interpolation {
  let x: [Double]
  let y: [Double]

  /// The value at `point`.
  func callAsFunction(_ point: Double) -> Double {
    guard let last = x.indices.last else { return .nan }
    guard let above = x.firstIndex(where: { $0 >= point }) else { return y[last] }
    guard above > 0, x[above] > point else { return y[above] }
    let fraction = (point - x[above - 1]) / (x[above] - x[above - 1])
    return y[above - 1] + fraction * (y[above] - y[above - 1])
  }
}
