package import Execution
import Foundation
package import Planning
import Results
import Specification
package import Training

/// Draws the figures of an experiment from the runs of it that are finished.
///
/// Runs are chosen, read and summed up here; `scripts/draw.py` only draws. A picture is drawn again
/// where what it shows, or what draws it, is no longer what it was made of.
package struct FigureDrawing {
  /// What is drawn, and whereto.
  package struct Options {
    /// The formats of pictures.
    package var formats: [FigureFormat] = [.png]
    /// The folder of the files; `figures` among the results of the experiment, unless given.
    package var output: String?
    /// Whether to draw also what is up to date.
    package var force = false
    /// The Python interpreter; that of the repository's environment, else `python3`, unless given.
    package var python: String?

    /// The defaults.
    package init() {}
  }

  /// What became of one figure.
  package struct Outcome: Sendable {
    /// The name of the figure.
    package let id: String
    /// The paths of its files.
    package let files: [String]
    /// Whether any of them was made anew.
    package let isNew: Bool
    /// The runs that it ought to show and that are not finished.
    package let missing: [PlannedRun]
  }

  private let plan: Plan
  private let folder: SweepFolder
  private let registry: Registry
  private let version: String
  private let options: Options
  private let requests: [FigureRequest]

  /// The figures of the experiment of `plan`, whose results are in `folder`.
  ///
  /// - Parameters:
  ///   - plan: the runs that the experiment asks for.
  ///   - folder: where their results are.
  ///   - registry: what makes laws and trainers.
  ///   - version: the version of gfrun, which the files name.
  ///   - options: what is drawn, and whereto.
  package init(
    plan: Plan, folder: SweepFolder, registry: Registry, version: String,
    options: Options = Options()
  ) {
    self.plan = plan
    self.folder = folder
    self.registry = registry
    self.version = version
    self.options = options
    requests = plan.experiment.figures.map(FigureRequest.init)
  }

  /// The names of the figures, in the order of the file.
  package var ids: [String] { requests.map(\.id) }

  /// Draws figures.
  ///
  /// - Parameters:
  ///   - ids: their names; all, where there are none.
  ///   - report: told of each figure when it is done, or why it cannot be drawn; the others go on.
  /// - Throws: `FigureError.unknown` before anything is drawn; `FigureError.noProgram` and `.noPython`;
  ///   `ResultsError` where the results cannot be read or a file cannot be written.
  package func draw(
    _ ids: [String], report: (Result<Outcome, FigureError>) -> Void
  ) throws {
    for id in ids where !self.ids.contains(id) {
      throw FigureError.unknown(id, known: self.ids)
    }
    let chosen = requests.filter { ids.isEmpty || ids.contains($0.id) }
    guard !chosen.isEmpty else { return }
    let runs = try FinishedRuns(plan, in: folder)
    for figure in chosen {
      do {
        report(.success(try draw(figure, runs)))
      } catch let error as FigureError {
        switch error {
        case .noProgram, .noPython: throw error
        default: report(.failure(error))
        }
      }
    }
  }

  private var output: String { options.output ?? "\(folder.path)/figures" }

  private func draw(_ figure: FigureRequest, _ all: FinishedRuns) throws -> Outcome {
    var runs = figure.needsRuns ? all.meeting(figure.value["of"]) : all
    if !figure.needsRuns { runs = all.meeting(["seed": .integer(-1)]) }
    try figure.check(runs)
    let missing = runs.items.filter { !$0.isDone }.map(\.run)
    if figure.needsRuns, missing.count == runs.items.count {
      throw FigureError.unsuitable(
        figure: figure.id, reason: "none of its \(missing.count) runs is finished")
    }
    try FolderMaking.make(output)
    var (files, isNew) = ([String](), false)
    if figure.kind != "table" { (files, isNew) = try draw(figure, of: runs) }
    if let table = try table(of: figure, runs) {
      let written = try write(table, figure, runs)
      files += written.files
      isNew = isNew || written.isNew
    }
    return Outcome(id: figure.id, files: files, isNew: isNew, missing: missing)
  }

  // MARK: - Pictures

  private func draw(
    _ figure: FigureRequest, of runs: FinishedRuns
  ) throws -> (files: [String], isNew: Bool) {
    let program = try DrawingProgram(python: options.python)
    let content = try content(of: figure, runs)
    let job: Value = [
      "kind": .string(figure.kind), "title": .string(figure.title), "content": content,
      "provenance": provenance(of: figure, runs),
    ]
    let bytes = Array(JSONText.compact(job).utf8)
    let digest = program.digest(of: bytes)
    let stem = "\(output)/\(figure.id)"
    let files = options.formats.map { (format: $0, path: "\(stem).\($0.rawValue)") }
    let stale = files.filter { options.force || !Self.carries(digest, $0.path) }
    if !stale.isEmpty {
      let path = "\(output)/.\(figure.id).json"
      try AtomicFile.publish(bytes, to: path)
      defer { try? FileManager.default.removeItem(atPath: path) }
      try program.draw(
        figure.id, job: path, stem: stem, formats: stale.map(\.format), digest: digest)
    }
    return (files.map(\.path), !stale.isEmpty)
  }

  private func content(of figure: FigureRequest, _ runs: FinishedRuns) throws -> Value {
    switch figure.kind {
    case "curves": try CurvesJob(figure, runs).job()
    case "scatter": try ScatterJob(figure: figure, runs: runs, registry: registry).job()
    case "function": FunctionJob(figure: figure).job()
    case "pairing": PairingJob(figure: figure).job()
    case "density": try DensityJob(figure: figure, runs: runs).job()
    case "field": try FieldJob(figure: figure, runs: runs, registry: registry).job()
    default: preconditionFailure("the language declares '\(figure.kind)', nothing prepares it")
    }
  }

  /// Whether the file at `path` was drawn of what has this digest, which it carries in plain text.
  static func carries(_ digest: String, _ path: String) -> Bool {
    guard let data = FileManager.default.contents(atPath: path) else { return false }
    return data.range(of: Data(digest.utf8)) != nil
  }

  /// Where a figure comes from: what its files say of their making.
  private func provenance(of figure: FigureRequest, _ runs: FinishedRuns) -> Value {
    [
      "experiment": .string(plan.experiment.name), "figure": .string(figure.id),
      "gfrun": .string(version),
      "specification": .string(FigureDigest.hex(of: JSONText.canonical(figure.value))),
      "runs": .list(runs.items.filter(\.isDone).map { .string($0.run.id.description) }),
    ]
  }

  // MARK: - Tables

  /// The table that a figure is or comes with; nil where there is none.
  private func table(of figure: FigureRequest, _ runs: FinishedRuns) throws -> TableContent? {
    switch figure.kind {
    case "table": try MetricTable(figure, runs).content()
    case "function": FunctionJob(figure: figure).table()
    default: nil
    }
  }

  private func write(
    _ table: TableContent, _ figure: FigureRequest, _ runs: FinishedRuns
  ) throws(ResultsError) -> (files: [String], isNew: Bool) {
    let ids = runs.items.filter(\.isDone).map { " \($0.run.id)" }.joined()
    let text = TableText(
      table: table, title: figure.title, digits: figure.value["digits"].integer,
      origin: "\(plan.experiment.name) \(figure.id), gfrun \(version)"
        + (ids.isEmpty ? "" : ", of runs\(ids)"))
    var isNew = false
    var files: [String] = []
    for (suffix, content) in [("md", text.markdown), ("tex", text.latex), ("csv", text.csv)] {
      let path = "\(output)/\(figure.id).\(suffix)"
      files.append(path)
      let bytes = Array(content.utf8)
      let isCurrent = FileManager.default.contents(atPath: path).map { [UInt8]($0) == bytes }
      if options.force || isCurrent != true {
        try AtomicFile.publish(bytes, to: path)
        isNew = true
      }
    }
    return (files, isNew)
  }
}
