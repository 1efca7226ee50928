import ArgumentParser
import Execution
import Specification
import Training

/// What a shell completes that only the program knows; shells ask it when a word is completed.
extension CompletionKind {
  /// The ids of the runs among the results that the command line names.
  static let runIDs = CompletionKind.custom { words, _, start in
    matching(start, StoredRunIDs(in: resultsFolder(words)).all)
  }

  /// The words of the language that have an explanation.
  static let explainedPaths = CompletionKind.custom { _, _, start in
    matching(start, Explanations(Program.current.registry.vocabulary).paths.map(\.text))
  }

  /// What `list` lists.
  static let listedWords = CompletionKind.custom { _, _, start in
    matching(start, Explanations(Program.current.registry.vocabulary).listings.map(\.name))
  }

  /// The metrics.
  static let metricNames = CompletionKind.custom { _, _, start in
    matching(start, Program.current.registry.vocabulary.kinds(of: .metric).map(\.name))
  }

  private static func matching(_ start: String, _ words: [String]) -> [String] {
    words.filter { $0.hasPrefix(start) }
  }

  private static func resultsFolder(_ words: [String]) -> String {
    guard let place = words.lastIndex(of: "--results"), place + 1 < words.count else {
      return "results"
    }
    return words[place + 1]
  }
}

/// The ids of all runs of which a folder of results has a file.
struct StoredRunIDs {
  private let results: String

  init(in results: String) { self.results = results }

  /// The ids, sorted; none where the folder cannot be read.
  var all: [String] {
    let experiments = (try? FolderListing.names(in: results)) ?? []
    let files = experiments.flatMap { (try? FolderListing.names(in: "\(results)/\($0)")) ?? [] }
    let ids = files.filter { $0.hasSuffix(".h5") }.map { String($0.dropLast(3)) }
    return Set(ids.filter { $0.count == 12 && RunSearch.isRunID($0) }).sorted()
  }
}
