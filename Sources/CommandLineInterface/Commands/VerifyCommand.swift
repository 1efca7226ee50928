import ArgumentParser
import Execution
import Foundation
import Glibc
import Graphs
import Results
import Trainers
import Training

/// `gfrun verify [DIR]`: whether results are what they were, and come about again.
struct VerifyCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract:
        "Check run files against their digests; carry some out again and compare the bytes.",
      discussion: Discussion.text(
        """
        A run gives the same bytes on the same kind of machine, whatever the number of workers. \
        Runs that are carried out again are kept apart and removed.
        """,
        examples: [
          "verify": "every file of every experiment",
          "verify results/w1fe-ring --rerun 3 -j 2": "and three of the runs again",
          "verify results/w1fe-ring --against /backup/w1fe-ring": "beside a copy",
        ],
        exits: [
          0: "all is sound",
          1: "a file is damaged, or two results differ",
          66: "there are no experiments",
        ]))
  }

  @OptionGroup var sweeps: SweepArguments

  @Option(help: "Carry out this many runs again, and compare.")
  var rerun = 0

  @Option(
    help: ArgumentHelp("Compare with the runs in another folder.", valueName: "dir"),
    completion: .directory)
  var against: String?

  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: "Runs at a time; the processors, unless given.")
  var jobs: Int?

  func validate() throws {
    if rerun < 0 { throw ValidationError("'--rerun' takes a whole number from 0.") }
    if let jobs, jobs < 1 { throw ValidationError("'--jobs' takes a whole number from 1.") }
    if against != nil, sweeps.folder == nil {
      throw ValidationError("'--against' needs a folder to compare with it.")
    }
  }

  func run() throws {
    let interruption = Interruption()
    interruption.listen()
    var isSound = true
    for folder in try sweeps.folders() {
      let sound = try reportingStoreErrors { try verify(folder, interruption) }
      isSound = isSound && sound
    }
    if let signal = interruption.signal { throw ExitCode(128 + signal) }
    if !isSound { throw ExitStatus.runFailed.exit }
  }

  private func verify(_ folder: SweepFolder, _ interruption: Interruption) throws -> Bool {
    let verification = try Verification(of: folder)
    var findings = verification.damaged(vocabulary: Program.current.registry.vocabulary)
    let damaged = Set(findings.map(\.runID))
    if let against {
      findings += try verification.differences(from: SweepFolder(path: against))
        .filter { !damaged.contains($0.runID) }
    }
    var repeated = ""
    if rerun > 0 {
      let (count, contradictions) = try carryOutAgain(verification, folder, interruption)
      repeated = ", \(count) carried out again"
      findings += contradictions
    }
    for finding in findings { Console.out("\(finding.runID): \(finding.problem)") }
    let compared = against.map { ", compared with '\($0)'" } ?? ""
    Console.talk(
      "\(folder.experiment): \(verification.count) run files checked\(compared)\(repeated), "
        + (findings.isEmpty ? "all sound" : "\(findings.count) with problems"))
    return findings.isEmpty
  }

  private func carryOutAgain(
    _ verification: Verification, _ folder: SweepFolder, _ interruption: Interruption
  ) throws -> (count: Int, findings: [Verification.Finding]) {
    let runs = try verification.sample(rerun, vocabulary: Program.current.registry.vocabulary)
    let place = FileManager.default.temporaryDirectory.path + "/gfrun-verify-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: place) }
    let again = SweepFolder(experiment: folder.experiment, results: place)
    var options = ExecutionOptions()
    options.jobs = jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let outcome = try runs.execute(
      in: again,
      origin: Origin(folder: ".", kernels: KernelSet.name, version: Program.current.provenance),
      options: options, launcher: ProcessLauncher(), interruption: interruption,
      observer: SilentProgress())
    var findings = try verification.contradictions(in: again)
    for (id, note) in try FailureNote.all(in: again).sorted(by: { $0.key < $1.key }) {
      findings.append(.init(runID: id, problem: "it failed this time: \(note.reason)"))
    }
    return (outcome.done, findings)
  }
}
