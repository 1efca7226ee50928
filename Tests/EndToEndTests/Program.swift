import Foundation

/// The built program, run as users run it.
struct Program {
  /// What a call left behind.
  struct Outcome {
    let status: Int32
    let output: String
    let talk: String
  }

  /// The folder in which calls are made; removed with the program.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gfrun-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }

  /// The program stands beside the test bundle that was built with it.
  static let path: URL = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("gfrun")
  }()

  /// The root of the repository.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The Python of the reader tests.
  static let python = repository.appendingPathComponent(".venv/bin/python").path

  static var hasPython: Bool { FileManager.default.isExecutableFile(atPath: python) }

  /// Writes an experiment file and returns its name.
  func write(_ text: String, to name: String = "experiment.yaml") throws -> String {
    try text.write(
      to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    return name
  }

  /// Calls gfrun and waits for it.
  func call(_ arguments: String..., whileRunning: ((Process) -> Void)? = nil) throws -> Outcome {
    try Self.run(Self.path, arguments, in: folder, whileRunning: whileRunning)
  }

  /// Calls any program and waits for it.
  static func run(
    _ program: URL, _ arguments: [String], in folder: URL,
    whileRunning: ((Process) -> Void)? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    // Files and not pipes: nobody has to empty them while the program runs.
    let streams = try ["out", "err"].map { name in
      let url = folder.appendingPathComponent(".\(UUID().uuidString).\(name)")
      _ = FileManager.default.createFile(atPath: url.path, contents: nil)
      return (url: url, handle: try FileHandle(forWritingTo: url))
    }
    process.standardOutput = streams[0].handle
    process.standardError = streams[1].handle
    try process.run()
    whileRunning?(process)
    process.waitUntilExit()
    let texts = try streams.map { stream in
      defer { try? FileManager.default.removeItem(at: stream.url) }
      return String(decoding: try Data(contentsOf: stream.url), as: UTF8.self)
    }
    return Outcome(status: process.terminationStatus, output: texts[0], talk: texts[1])
  }

  /// The paths of the run files of an experiment, sorted.
  func runFiles(of experiment: String) throws -> [String] {
    let results = folder.appendingPathComponent("results/\(experiment)")
    return try FileManager.default.contentsOfDirectory(atPath: results.path)
      .filter { $0.hasSuffix(".h5") && $0 != "\(experiment).h5" }
      .sorted().map { results.appendingPathComponent($0).path }
  }
}
