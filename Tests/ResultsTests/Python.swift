import Foundation
import Testing

/// The Python interpreter of the repository, with the packages of `scripts/requirements.txt`.
enum Python {
  private static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let interpreter = repository.appending(path: ".venv/bin/python").path

  static let isReady = FileManager.default.isExecutableFile(atPath: interpreter)
  static let advice: Comment =
    "needs python3 -m venv .venv && .venv/bin/pip install -r scripts/requirements.txt"

  /// Runs a script of the repository; returns its exit status and all it printed.
  static func run(_ script: String, _ arguments: [String]) throws -> (status: Int32, output: String)
  {
    let process = Process()
    process.executableURL = URL(filePath: interpreter)
    process.arguments = [repository.appending(path: "scripts/" + script).path] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  static func expectSuccess(_ script: String, _ arguments: String...) throws {
    let (status, output) = try run(script, arguments)
    #expect(status == 0, "\(output)")
  }
}
