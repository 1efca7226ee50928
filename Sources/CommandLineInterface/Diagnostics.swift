import Glibc
import Specification

/// Says what is wrong with a user's files.
enum Diagnostics {
  /// Prints diagnostics on standard error, in colour where that is a terminal and nobody objects
  /// by NO_COLOR.
  static func talk(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    let objects = unsafe getenv("NO_COLOR") != nil
    let renderer = DiagnosticRenderer(
      program: Program.current.name, colour: Console.talksToTerminal && !objects)
    Console.write(renderer.text(diagnostics), to: STDERR_FILENO)
  }
}
