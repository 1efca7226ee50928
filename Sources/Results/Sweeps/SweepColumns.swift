internal import HDF5

/// The columns of the table of runs, in the root of a sweep file.
struct SweepColumns {
  let root: Group
  let run: Dimension
  /// The variables of the root; those of the layout are taken.
  var names = VariableNames(
    reserved: [
      "run", "run_id", "case", "case_code", "seed", "status", "status_code", "iterations",
      "wall_seconds", "source", "metrics", "snapshot", "flow_time", "samples", "sample", "target",
      "target_sample", "dimension", "channel", "y", "x",
    ])
  private var lengths: [Int: Dimension] = [:]

  init(root: Group, run: Dimension) {
    self.root = root
    self.run = run
  }

  /// A column of texts.
  @discardableResult
  mutating func write(
    _ name: String, texts: [String], longName: String
  ) throws(HDF5Error) -> Dataset? {
    guard !texts.isEmpty else { return nil }
    let size = max(1, texts.map(\.utf8.count).max() ?? 1)
    if lengths[size] == nil {
      let name = names.variable(for: "string\(size)")
      lengths[size] = try root.makeDimension(name, size: size)
    }
    guard let length = lengths[size] else { return nil }
    let dataset = try root.writeTexts(name, texts, along: run, length: length)
    try dataset.attributes.set("long_name", .text(longName))
    return dataset
  }

  /// A column of integers; netCDF's fill value where one is missing.
  @discardableResult
  func write(
    _ name: String, integers: [Int?], longName: String
  ) throws(HDF5Error) -> Dataset {
    let mayMiss = integers.contains(nil)
    let dataset = try root.write(
      name, integers.map { $0 ?? .missing }, along: [run], storage: Storage(mayMiss: mayMiss))
    try dataset.describe(longName, units: "1")
    return dataset
  }

  /// A column of numbers; NaN where one is missing.
  @discardableResult
  func write(
    _ name: String, numbers: [Double], longName: String, units: String = "1"
  ) throws(HDF5Error) -> Dataset {
    let dataset = try root.write(name, numbers, along: [run], storage: Storage(mayMiss: true))
    try dataset.describe(longName, units: units)
    return dataset
  }

  /// A column of texts as numbers, with CF's `flag_values` and `flag_meanings`.
  func write(_ name: String, codesOf texts: [String], longName: String) throws(HDF5Error) {
    var meanings: [String] = []
    for text in texts where !meanings.contains(text) { meanings.append(text) }
    let codes = texts.map { meanings.firstIndex(of: $0) }
    let dataset = try write(name, integers: codes, longName: longName)
    // CF separates meanings by blanks.
    let words = meanings.map { $0.isEmpty ? "-" : String($0.map { $0.isWhitespace ? "_" : $0 }) }
    try dataset.attributes.set("flag_values", .integers(Array(meanings.indices)))
    try dataset.attributes.set("flag_meanings", .text(words.joined(separator: " ")))
  }

  /// The column of a swept path: integers or numbers where all values are, else texts.
  mutating func write(path: String, values: [SweptScalar?]) throws(HDF5Error) {
    let present = values.compactMap(\.self)
    let name = names.variable(for: path)
    let dataset: Dataset?
    if present.allSatisfy({ $0.integer != nil }) {
      dataset = try write(name, integers: values.map { $0?.integer }, longName: path)
    } else if present.allSatisfy({ $0.number != nil }) {
      let numbers = values.map { $0?.number ?? .nan }
      dataset = try write(name, numbers: numbers, longName: path)
    } else {
      let texts = values.map { $0?.description ?? "" }
      dataset = try write(name, texts: texts, longName: path)
    }
    try dataset?.attributes.set(SweepColumns.pathAttribute, .text(path))
  }

  /// The attribute with the path that a column is the values of.
  static let pathAttribute = "path"
}

extension SweptScalar {
  fileprivate var integer: Int? {
    if case .integer(let number) = self { number } else { nil }
  }

  fileprivate var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    case .text: nil
    }
  }
}
