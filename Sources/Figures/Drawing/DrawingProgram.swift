import Foundation

/// The program that draws: `scripts/draw.py` and the modules beside it.
///
/// It is told everything in a file and knows nothing of experiments or results.
struct DrawingProgram {
  /// The folder of the scripts.
  private let folder: URL
  /// The interpreter.
  private let python: String
  /// The bytes of all its files, in the order of their names: what its pictures depend on besides what it
  /// is told.
  let source: [UInt8]

  /// The exit code by which it says that Python lacks what it needs.
  private static let unavailable: Int32 = 69

  /// Looks for the program above the running program, above the current folder and in the package
  /// that this file was compiled in.
  ///
  /// - Parameter python: the interpreter; the repository's environment, else `python3`, unless given.
  /// - Throws: `FigureError.noProgram`.
  init(python: String?) throws(FigureError) {
    guard let folder = Self.folder else { throw .noProgram }
    self.folder = folder
    let own = folder.deletingLastPathComponent().appendingPathComponent(".venv/bin/python").path
    let isThere = FileManager.default.isExecutableFile(atPath: own)
    self.python = python ?? (isThere ? own : "python3")
    let modules = folder.appendingPathComponent("drawing").path
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: modules)) ?? [])
      .filter { $0.hasSuffix(".py") }.sorted()
    var source: [UInt8] = []
    for name in ["draw.py"] + names.map({ "drawing/\($0)" }) {
      let path = folder.appendingPathComponent(name).path
      source += FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
    }
    self.source = source
  }

  private static let folder: URL? = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    for start in [own, FileManager.default.currentDirectoryPath, #filePath] {
      var folder = URL(fileURLWithPath: start)
      while folder.path != "/" {
        let scripts = folder.appendingPathComponent("scripts")
        let program = scripts.appendingPathComponent("draw.py").path
        if FileManager.default.fileExists(atPath: program) { return scripts }
        folder.deleteLastPathComponent()
      }
    }
    return nil
  }()

  /// Draws what the file at `job` tells of into files that begin with `stem`.
  ///
  /// - Throws: `FigureError` where Python, or what the program needs of it, is missing, or it fails.
  func draw(
    _ figure: String, job: String, stem: String, formats: [FigureFormat], digest: String
  ) throws(FigureError) {
    let script = folder.appendingPathComponent("draw.py").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // Threads of a numerical library would be started for nothing.
    process.arguments =
      ["OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1", "PYTHONDONTWRITEBYTECODE=1", python, script]
      + [job, "--stem", stem, "--digest", digest, "--formats"] + formats.map(\.rawValue)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw .noPython(path: python, reason: "it cannot be started")
    }
    let data = (try? errors.fileHandleForReading.readToEnd()) ?? nil
    process.waitUntilExit()
    guard process.terminationStatus != 0 else { return }
    let words = String(decoding: data ?? Data(), as: UTF8.self)
    let last = words.split(separator: "\n").last.map(String.init) ?? "it says nothing"
    switch process.terminationStatus {
    case Self.unavailable: throw .noPython(path: python, reason: last)
    case 126, 127: throw .noPython(path: python, reason: "it cannot be started")
    default: throw .drawing(figure: figure, reason: last)
    }
  }

  /// The digest that the pictures of a job carry: of the job and of all that draws it.
  func digest(of job: [UInt8]) -> String { FigureDigest.hex(of: job, source) }
}
