package import Execution
package import Results
import Specification
import YAML

/// One self-contained page about a sweep: runs, claims, curves, particles, figures and where they come from.
///
/// The same results give the same bytes: the page does not say when it was made.
package struct ReportPage {
  private let data: Value
  private let title: String
  /// What is wrong with files that could not be read.
  package private(set) var problems: [ResultsError]

  /// The page about the results in `folder`.
  ///
  /// - Parameters:
  ///   - folder: where the run files are, or the sweep file alone.
  ///   - version: the version of gfrun, which the page names.
  ///   - limits: how much of the results the page holds.
  /// - Throws: `ResultsError`, `CollectionError`.
  package init(
    of folder: SweepFolder, version: String, limits: PageLimits = PageLimits()
  ) throws {
    let results = try SweepResults(folder: folder, keepsTraining: false)
    var runs = PageRuns(results, limits)
    for run in results.runs {
      let account = run.file.flatMap { try? RunFile.account(of: $0) }
      runs.add(run, account, account?.curves ?? run.curves)
    }
    let clouds = PageClouds(
      results.runs, groups: Self.groups(of: results.runs, RunKeys(results)), limits)
    let figures = try PageFigures(in: "\(folder.path)/figures", limits)
    let claims = (try? SweepFile.readClaims(from: folder.sweepFile)) ?? []
    problems = results.problems
    title = folder.experiment
    let notes =
      runs.notes + clouds.notes + figures.notes
      + (results.runs.contains { $0.file != nil }
        ? []
        : ["There are no run files: particles, training series and configurations are missing."])
    data = runs.content
      .adding("experiment", .string(folder.experiment))
      .adding("description", Self.description(of: runs.source).map(Value.string) ?? .null)
      .adding("source", runs.source.map(Value.string) ?? .null)
      .adding("gfrun", .string(version)).adding("clouds", clouds.content)
      .adding("figures", .list(figures.content)).adding("claims", .list(claims.map(\.value)))
      .adding("notes", .list(notes.map(Value.string)))
  }

  /// The page, as the bytes of its file.
  package var html: [UInt8] { PageText(title: title, data: data).html }

  /// The places of runs that differ in nothing but their seed, together.
  private static func groups(of runs: [SweepResults.Run], _ keys: RunKeys) -> [[Int]] {
    var groups: [[Int]] = []
    var places: [[String?]: Int] = [:]
    for (index, run) in runs.enumerated() {
      let name = keys.known.filter { $0 != "seed" }
        .map { keys.value(of: $0, in: run)?.description }
      if let place = places[name] {
        groups[place].append(index)
      } else {
        places[name] = groups.count
        groups.append([index])
      }
    }
    return groups
  }

  /// What an experiment says that it is about.
  private static func description(of source: String?) -> String? {
    source.flatMap { Document.parse(bytes: Array($0.utf8), name: "").root?["description"]?.string }
  }
}
