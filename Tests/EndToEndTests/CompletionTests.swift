import Foundation
import Testing

@Suite("Shell completions")
struct CompletionTests {
  /// What bash offers for the last of `words`, sorted; several lines' worth of words may be asked for.
  private func offers(_ words: [String], in program: Program) throws -> [String] {
    let script = """
      export PATH="$1:$PATH"
      shift
      source <(gfrun --generate-completion-script bash)
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*"
      COMP_POINT=${#COMP_LINE}
      _gfrun gfrun "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let folder = Program.path.deletingLastPathComponent().path
    let outcome = try Program.run(
      URL(fileURLWithPath: "/bin/bash"), ["-c", script, "bash", folder] + words, in: program.folder)
    #expect(outcome.status == 0 && outcome.talk.isEmpty, "\(outcome.talk)")
    return outcome.output.split(separator: "\n").map(String.init).sorted()
  }

  @Test(
    "scripts are what their shells read, and bash registers its own",
    arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) throws {
    let program = try Program()
    defer { program.remove() }
    let script = try program.call("--generate-completion-script", shell)
    #expect(script.status == 0 && script.output.contains("gfrun"))
    guard shell == "bash" else { return }
    let file = program.folder.appendingPathComponent(
      try program.write(script.output, to: "gfrun.bash"))
    let bash = URL(fileURLWithPath: "/bin/bash")
    #expect(try Program.run(bash, ["-n", file.path], in: program.folder).status == 0)
    let registered = try Program.run(
      bash, ["-c", "source '\(file.path)'; complete -p gfrun"], in: program.folder)
    #expect(registered.output == "complete -o filenames -F _gfrun gfrun\n")
  }

  @Test(
    "know commands, options, values, files, the words of the language and metrics",
    arguments: [
      (["gfrun", "ret"], ["retry"]),
      (["gfrun", "run", "--sm"], ["--smoke"]),
      (["gfrun", "export", "--table", ""], ["final", "metrics", "training"]),
      (["gfrun", "retry", "--kind", "c"], ["crash"]),
      (["gfrun", "check", "exp"], ["experiment.yaml"]),
      (["gfrun", "explain", "flow.jsd.up"], ["flow.jsd.update"]),
      (["gfrun", "list", "penal"], ["penalties"]),
      (["gfrun", "metric", "sink"], ["sinkhorn-divergence"]),
    ])
  func words(words: [String], expected: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.write(Experiments.small)
    #expect(try offers(words, in: program) == expected)
  }

  @Test("know the runs among the results")
  func runs() throws {
    let program = try Program()
    defer { program.remove() }
    let ids = ["0123456789ab", "01aaaaaaaaaa", "ffffffffffff"]
    let folder = program.folder.appendingPathComponent("elsewhere/small")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ids + ["small", "0123456789"] {
      try Data().write(to: folder.appendingPathComponent("\(name).h5"))
    }
    for command in ["show", "logs", "why"] {
      let words = ["gfrun", command, "--results", "elsewhere"]
      #expect(try offers(words + [""], in: program) == ids)
      #expect(try offers(words + ["01"], in: program) == Array(ids.prefix(2)))
      #expect(try offers(["gfrun", command, "01"], in: program).isEmpty)
    }
  }
}
