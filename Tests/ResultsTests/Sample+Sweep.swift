import Results

extension Sample {
  static let heading = SweepFile.Heading(
    experiment: "ring", gfrunVersion: "0.1.0", created: "2026-08-20T13:00:00Z")

  /// The rows of a sweep of two cases and two seeds with everything that can be uneven: a run
  /// without a file, one that was evaluated less often, one with fewer samples, swept values of all
  /// types, missing ones.
  static func rows(in folder: Folder) throws -> [SweepRow] {
    var rows: [SweepRow] = []
    for (number, caseName) in ["wgan", "w1-fe größer", "", "wgan"].enumerated() {
      let id = "00000000000\(number)"
      let file = number == 3 ? nil : folder.file(id + ".h5")
      if let file {
        let run = Sample.run(
          seed: number, id: id, evaluations: 5 - number, count: 40 - 5 * number,
          status: number == 1 ? .diverged : .complete)
        try RunFile.write(run, to: file)
      }
      let swept = [
        SweptValue(path: "flow.persistency", value: number == 2 ? nil : .integer(number + 1)),
        SweptValue(
          path: "flow.step", value: number == 0 ? .integer(1) : .number(0.1 * Double(number))),
        SweptValue(path: "flow.kind", value: number == 1 ? nil : .text("w\(number)")),
        SweptValue(path: "seed", value: .integer(4)),
        SweptValue(path: "final.w1", value: nil),
      ]
      rows.append(
        SweepRow(
          runID: id, caseName: caseName, seed: number % 2, swept: swept, file: file,
          status: "missing"))
    }
    return rows
  }

  /// A sweep file of `rows(in:)`.
  static func sweep(in folder: Folder) throws -> String {
    let path = folder.file("ring.h5")
    try SweepFile.write(try rows(in: folder), heading: heading, to: path)
    return path
  }
}
