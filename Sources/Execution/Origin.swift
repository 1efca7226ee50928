import Results

/// Where and by what a sweep is carried out: what its files say of their making.
package struct Origin: Sendable, Codable {
  /// The machine.
  let host: String
  /// The model of its processor.
  let processor: String
  /// The set of compute kernels that the processor selects; bits are promised within one set.
  let kernels: String
  /// The commit of the working copy around the experiment file.
  let git: GitState
  /// The command that started the sweep.
  let commandLine: String
  /// The version of gfrun.
  package let version: String

  /// The origin of what this process computes from an experiment file in `folder`.
  package init(folder: String, kernels: String, version: String) {
    host = Host.name
    processor = Host.processor
    self.kernels = kernels
    git = GitState.of(folder: folder)
    commandLine = CommandLine.arguments.map(Self.quoted).joined(separator: " ")
    self.version = version
  }

  /// What a run file says of a run that took `seconds` and, where it has, ended `finished`.
  func provenance(created: String, finished: String?, seconds: Double) -> Provenance {
    Provenance(
      created: created, finished: finished, wallSeconds: seconds, host: host,
      cpuModel: processor, kernelSet: kernels, gitCommit: git.commit.isEmpty ? nil : git.commit,
      gitDirty: git.isDirty, commandLine: commandLine, gfrunVersion: version)
  }

  /// A word as a shell would need it.
  private static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=:,+@%".contains($0) }
    guard word.isEmpty || !plain else { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
