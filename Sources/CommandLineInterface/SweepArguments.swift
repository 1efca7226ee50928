import ArgumentParser
import Execution
import Glibc
import Results

/// The folders of experiments that a command is about.
struct SweepArguments: ParsableArguments {
  @Argument(
    help: "The folder of one experiment, as results/NAME; all among the results, unless given.",
    completion: .directory)
  var folder: String?

  @OptionGroup var store: StoreOptions

  /// The folders; at least one.
  ///
  /// - Throws: the exit code of a folder that is missing, after a message.
  func folders() throws -> [SweepFolder] {
    if let folder {
      guard unsafe access(folder, F_OK) == 0 else {
        Console.error("there is no folder '\(folder)'")
        throw ExitStatus.missingFile.exit
      }
      return [SweepFolder(path: folder)]
    }
    let found = try reportingStoreErrors {
      try FolderListing.names(in: store.results).sorted()
        .map { SweepFolder(experiment: $0, results: store.results) }
        .filter(SweepStatus.isSweep)
    }
    guard !found.isEmpty else {
      Console.error("there are no experiments in '\(store.results)'")
      throw ExitStatus.missingFile.exit
    }
    return found
  }
}

/// Finding a run among all results by the first digits of its id.
struct RunSearch {
  let store: StoreOptions

  /// What was found: a run in the folder of its experiment.
  struct Hit {
    let folder: SweepFolder
    let runID: String
  }

  /// Whether `text` can be the beginning of an id.
  static func isRunID(_ text: String) -> Bool {
    (1...12).contains(text.count) && text.allSatisfy { $0.isHexDigit && !$0.isUppercase }
  }

  /// The only run whose id begins with `prefix` and of which `folders` hold something, or which a plan asks
  /// for where `planned` counts.
  ///
  /// - Throws: the exit code of a run that is missing, or not the only one, after a message.
  func find(
    _ prefix: String, planned: Bool = false,
    in folders: (SweepFolder) -> [(path: String, suffix: String)]
  ) throws -> Hit {
    var hits: [Hit] = []
    try reportingStoreErrors {
      for experiment in try FolderListing.names(in: store.results).sorted() {
        let folder = SweepFolder(experiment: experiment, results: store.results)
        var ids: Set<String> = []
        for (path, suffix) in folders(folder) {
          for name in try FolderListing.names(in: path) where name.hasSuffix(suffix) {
            let id = String(name.dropLast(suffix.count))
            if id.count == 12, Self.isRunID(id), id.hasPrefix(prefix) { ids.insert(id) }
          }
        }
        if planned, let plan = try StoredPlan(in: folder) {
          ids.formUnion(plan.runs.map(\.id).filter { $0.hasPrefix(prefix) })
        }
        hits += ids.sorted().map { Hit(folder: folder, runID: $0) }
      }
    }
    guard let first = hits.first else {
      Console.error("there is no run '\(prefix)' in '\(store.results)'")
      throw ExitStatus.missingFile.exit
    }
    if hits.count > 1 {
      Console.error("'\(prefix)' stands for \(hits.count) runs; name a file:")
      for hit in hits { Console.talk("  \(hit.folder.runFile(hit.runID))") }
      throw ExitStatus.wrongFile.exit
    }
    return first
  }
}
