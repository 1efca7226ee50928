import Specification

/// What must hold between a run and the program that trains it.
enum ProcessChecks {
  /// Asks the program what options and flows it knows, and compares.
  static let introduction = Check(
    reads: ["trainer.kind", "trainer.command", "trainer.options", "flow.kind"]
  ) { run, _ in
    let trainer = run["trainer"]
    guard trainer["kind"].textOrNil == ProcessTrainer.kind else { return [] }
    let introduction: TrainerIntroduction
    do throws(TrainerFault) {
      introduction = try TrainerIntroduction.of(trainer["command"].list.map(\.text))
    } catch {
      return [Finding("trainer.command", "\(error)", hint: hint(for: error))]
    }
    return options(trainer["options"], of: introduction) + flow(run["flow"].kind, of: introduction)
  }

  private static func hint(for fault: TrainerFault) -> String {
    switch fault.cause {
    case .notStarted: "expected a program on the PATH, or a path from where gfrun is called"
    default: "expected a program that speaks the trainer protocol; see 'gfrun trainer check'"
    }
  }

  private static func options(_ given: Value, of program: TrainerIntroduction) -> [Finding] {
    let members = given.objectOrNil?.members ?? []
    var findings: [Finding] = []
    for member in members {
      let path = Path(["trainer", "options", member.key])
      guard let option = program.options[member.key] else {
        let names = program.options.keys.sorted()
        let known = names.isEmpty ? "none" : names.joined(separator: ", ")
        findings.append(
          Finding(
            path, "\(program.name) has no option '\(member.key)'", hint: "its options: \(known)",
            isAboutKey: true))
        continue
      }
      if let problem = option.problem(with: member.value) {
        findings.append(
          Finding(path, "option '\(member.key)' of \(program.name) cannot be this", hint: problem))
      }
    }
    for (name, option) in program.options.sorted(by: { $0.key < $1.key })
    where option.default == nil && !members.contains(where: { $0.key == name }) {
      findings.append(
        Finding(
          "trainer", "\(program.name) needs its option '\(name)'",
          hint: "expected under options: \(name): \(option.expectation)"))
    }
    return findings
  }

  private static func flow(_ kind: String, of program: TrainerIntroduction) -> [Finding] {
    guard let flows = program.flows, !flows.contains(kind) else { return [] }
    return [
      Finding(
        "flow", "\(program.name) does not know the flow '\(kind)'",
        hint: "its flows: \(flows.joined(separator: ", "))")
    ]
  }
}
