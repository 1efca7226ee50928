import Foundation
import Testing

@Suite("Help")
struct HelpTests {
  /// The commands that the program's own help names.
  private static func commands(_ program: Program) throws -> [String] {
    let help = try program.call("--help").output
    let list = try #require(help.components(separatedBy: "SUBCOMMANDS:\n").last)
    return list.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0 != "See" }
  }

  @Test("of every command has examples that begin with it, and fits a terminal")
  func examples() throws {
    let program = try Program()
    defer { program.remove() }
    let commands = try Self.commands(program)
    #expect(commands.count > 20)
    for command in commands {
      let words = command == "trainer" ? ["trainer", "check"] : [command]
      let help = try Program.run(Program.path, words + ["--help"], in: program.folder)
      #expect(help.status == 0 && help.output.hasPrefix("OVERVIEW: "), "\(command)")
      let lines = help.output.components(separatedBy: "\n")
      #expect(lines.contains("EXAMPLES"), "\(command)")
      let call = command == "run" ? "  gfrun " : "  gfrun \(words.joined(separator: " "))"
      #expect(lines.contains { $0.hasPrefix(call) }, "\(command)")
      // Lines of usage are not wrapped.
      let text = lines.prefix { !$0.hasPrefix("USAGE: ") }
      #expect(text.allSatisfy { $0.count <= 80 }, "\(command)")
    }
  }

  @Test("has every exit code of the README")
  func exitCodes() throws {
    let program = try Program()
    defer { program.remove() }
    let help = try program.call("--help").output
    for code in [0, 1, 64, 65, 66, 69, 70, 73, 74, 75, 77, 130] {
      #expect(help.components(separatedBy: "\n").contains { $0.hasPrefix("  \(code) ") }, "\(code)")
    }
  }
}
