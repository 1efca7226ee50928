import ArgumentParser
import Benchmarking
import Specification

/// `gfbench memory`: the peak resident memory of a run.
struct MemoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory",
    abstract: "The most memory that a run on the ring takes, in a process of its own.",
    discussion: """
      A process plans the experiment of 'gfbench ring', carries it out with its metrics, writes and \
      collects its results, and reports the most memory that was resident at a time.
      """)

  @Flag(help: "Print the numbers as JSON.")
  var json = false

  @Flag(help: "Exit with 1 if a required number is missed or not measured.")
  var require = false

  @Flag(help: ArgumentHelp("Be that process.", visibility: .hidden))
  var here = false

  func run() throws {
    if here { return print(try Memory.runHere()) }
    let requirement = Memory.requirement(try Memory.peakOfRun())
    print(json ? JSONText.compact(requirement.json) : requirement.text)
    if require, requirement.verdict != .holds { throw ExitCode(1) }
  }
}
