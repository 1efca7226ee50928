import Specification

/// Says what is wrong with a user's files.
enum Diagnostics {
  /// Prints diagnostics on standard error, in colour where that is a terminal.
  static func talk(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    let renderer = DiagnosticRenderer(colour: Console.talksToTerminal)
    Console.write(renderer.text(diagnostics), to: 2)
  }
}
