import ArgumentParser
import Benchmarking
import Foundation
import Graphs
import Specification

/// One call of gfbench: pinned to a core, talking on standard error, its reports on standard output.
struct Session {
  private let options: ContestOptions
  private let core: Int?
  /// What is measured, in words.
  private let clock: String

  /// A session that stays on the core that is asked for, with all the processes it starts.
  init(_ options: ContestOptions, clock: String = "process CPU time") {
    self.options = options
    self.clock = clock
    let wanted = options.core ?? Processor.cores.last
    core = wanted.flatMap { Processor.pin(to: $0) ? $0 : nil }
    if core == nil { Self.talk("the system does not let gfbench choose its core") }
  }

  /// Carries a contest out, saying on standard error how far it is.
  func contest(
    _ title: String, _ contenders: [any Contender], rounds: Int? = nil
  ) -> [Standing] {
    Contest(rounds: rounds ?? options.rounds).run(contenders) { event in
      switch event {
      case .preparing(let name): Self.talk("\(title): \(name) gets ready")
      case .round(0): Self.talk("\(title): the rounds begin")
      case .round: break
      case .left(let name, let reason): Self.talk("\(title): \(name) leaves: \(reason)")
      }
    }
  }

  /// Prints the reports and what they mean.
  ///
  /// - Throws: the exit code of a missed requirement, if requirements are required.
  func conclude(_ reports: [ContestReport], products: ProductPeak?) throws {
    if options.json {
      let reports = Value.list(reports.map(\.json))
      print(
        JSONText.pretty(["setting": setting, "sgemm": products?.json ?? .null, "reports": reports]),
        terminator: "")
    } else {
      let lines = (products.map { [$0.text] } ?? []) + reports.map(\.text) + [legend]
      print(lines.joined(separator: "\n\n"))
    }
    if options.require, !reports.allSatisfy(\.holds) { throw ExitCode(1) }
  }

  private var legend: String {
    let place = core.map { "core \($0)" } ?? "any core"
    return """
      \(clock.prefix(1).uppercased() + clock.dropFirst()) per step, one thread on \(place); min and median of at most \(options.rounds) \
      rounds in turns, blocks of \(Figures.significant(options.block)) s; × ours: shortest over shortest.
      Kernels: \(KernelSet.name).
      """
  }

  private var setting: Value {
    [
      "clock": .string(clock), "core": core.map(Value.integer) ?? .null,
      "rounds": .integer(options.rounds), "block": .finite(options.block),
      "kernels": .string(KernelSet.name),
    ]
  }

  private static func talk(_ line: String) {
    FileHandle.standardError.write(Data("gfbench: \(line)\n".utf8))
  }
}
