import Execution
import Figures
import Foundation
import Planning
import Specification
import Testing
import Trainers
import Training

/// The Python of the repository.
private enum Python {
  static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: ".venv/bin/python")
    .path
  static let isReady = FileManager.default.isExecutableFile(atPath: path)
  static let advice: Comment = "needs 'scripts/setup --python'"
}

@Suite("Files of figures", .enabled(if: Python.isReady, Python.advice))
struct DrawingTests {
  private static let figures = """
    figures:
      - {id: curves, kind: curves, title: "A title, so: 100 %", lines: [{y: 2.0, label: two}, {x: 5}]}
      - {id: panels, kind: curves, rows: case, columns: flow.persistency}
      - {id: scatter, kind: scatter, metric: w1, arrows: 3}
      - {id: density, kind: density, bins: 8}
      - {id: function, kind: function, functions: [vanilla, logit], derivative: true, values-at: [0, 1]}
      - id: pairing
        kind: pairing
        rows: [{name: x, values: [1, 2]}, {name: z, values: [2, 3]}]
        panels: [{title: a, marks: [2, 2]}]
      - {id: table, kind: table}

    """

  private func draw(
    _ store: Store, _ ids: [String] = [], _ change: (inout FigureDrawing.Options) -> Void = { _ in }
  ) throws -> [String: FigureDrawing.Outcome] {
    var options = FigureDrawing.Options()
    options.formats = [.png, .svg, .pdf]
    change(&options)
    var outcomes: [String: FigureDrawing.Outcome] = [:]
    let drawing = FigureDrawing(
      plan: store.plan, folder: store.folder, registry: .builtIn, version: "9.9", options: options)
    try drawing.draw(ids) { result in
      switch result {
      case .success(let outcome): outcomes[outcome.id] = outcome
      case .failure(let error): Issue.record(error)
      }
    }
    return outcomes
  }

  private func bytes(_ path: String) -> Data {
    FileManager.default.contents(atPath: path) ?? Data()
  }

  @Test("every kind is drawn, once, and again only where it would be another")
  func staleness() throws {
    let store = try Store(figures: Self.figures)
    defer { store.remove() }
    let first = try draw(store) { $0.formats = [.png] }
    #expect(first.count == 7 && first.values.allSatisfy { $0.isNew && $0.missing.isEmpty })
    #expect(first["curves"]?.files.count == 1 && first["function"]?.files.count == 4)
    for file in first.values.flatMap(\.files) {
      #expect(!bytes(file).isEmpty, "\(file)")
      if file.hasSuffix(".png") { #expect(width(file) >= 700, "\(file)") }
    }
    #expect(try draw(store) { $0.formats = [.png] }.values.allSatisfy { !$0.isNew })

    // A run less, and what shows it is drawn anew; a function shows none.
    let run = store.plan.runs[0].id
    try FileManager.default.removeItem(atPath: store.folder.runFile(run.description))
    let fewer = try draw(store) { $0.formats = [.png] }
    #expect(
      fewer.filter(\.value.isNew).keys.sorted() == [
        "curves", "density", "panels", "scatter", "table",
      ])
    #expect(fewer["curves"]?.missing.map(\.id) == [run])
    #expect(fewer["function"]?.missing.isEmpty == true)
  }

  @Test("the same figure has the same bytes in every format")
  func determinism() throws {
    let store = try Store(figures: Self.figures)
    defer { store.remove() }
    let files = try draw(store, ["curves", "density"]).values.flatMap(\.files)
    #expect(files.count == 6)
    let before = files.map(bytes)
    #expect(try draw(store, ["curves", "density"]) { $0.force = true }.values.allSatisfy(\.isNew))
    #expect(files.map(bytes) == before)
  }

  private func width(_ path: String) -> Int {
    // The width of a PNG is a big-endian word in its first chunk.
    bytes(path)[16..<20].reduce(0) { $0 << 8 | Int($1) }
  }

  @Test("each format says what it was made of")
  func provenance() throws {
    let store = try Store(figures: Self.figures)
    defer { store.remove() }
    let files = try #require(draw(store, ["curves"])["curves"]?.files)
    let script = """
      import json, re, sys, zlib
      found = []
      png = open(sys.argv[1], "rb").read()
      place, texts = 8, {}
      while place < len(png):
          size = int.from_bytes(png[place:place + 4], "big")
          if png[place + 4:place + 8] == b"tEXt":
              name, _, text = png[place + 8:place + 8 + size].partition(b"\\0")
              texts[name.decode()] = text.decode("latin-1")
          place += size + 12
      found.append((texts["Title"], texts["Description"], texts["gfrun-digest"]))
      import html
      svg = html.unescape(open(sys.argv[2], encoding="utf-8").read())
      found.append(tuple(re.search(f"<dc:{n}>(.*?)</dc:{n}>", svg, re.S)[1] for n in ("title", "description", "identifier")))
      pdf = open(sys.argv[3], "rb").read().decode("latin-1")
      found.append(tuple(re.search(f"/{n} \\\\((.*?)(?<!\\\\\\\\)\\\\)", pdf, re.S)[1] for n in ("Title", "Subject", "Keywords")))
      for title, origin, digest in found:
          origin = json.loads(origin)
          print(title, origin["experiment"], origin["figure"], origin["gfrun"], len(origin["runs"]), origin["runs"][0], digest, sep="|")
      """
    let process = Process()
    process.executableURL = URL(filePath: Python.path)
    process.arguments = ["-c", script] + files
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let lines = Set(String(decoding: data, as: UTF8.self).split(separator: "\n"))
    #expect(lines.count == 1, "\(lines)")
    let fields = lines.first?.split(separator: "|").map(String.init) ?? []
    #expect(
      fields.dropLast() == [
        "A title, so: 100 %", "small", "curves", "9.9", "6", store.plan.runs[0].id.description,
      ])
    #expect(fields.last.map { $0.count == 32 && $0.allSatisfy(\.isHexDigit) } == true)
  }

  @Test("a Python that lacks what is needed, or is none, is told in one message")
  func missingPython() throws {
    let store = try Store(figures: Self.figures)
    defer { store.remove() }
    #expect(throws: FigureError.noPython(path: "/none/python", reason: "it cannot be started")) {
      try draw(store, ["function"]) { $0.python = "/none/python" }
    }
    // An interpreter that sees no packages.
    let bare = store.folder.path + "/bare-python"
    try "#!/bin/sh\nexec \(Python.path) -S -I \"$@\"\n".write(
      toFile: bare, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bare)
    do {
      _ = try draw(store, ["function"]) { $0.python = bare }
      Issue.record("drawn without matplotlib")
    } catch FigureError.noPython(bare, let reason) {
      #expect(reason.hasPrefix("No module named"))
    }
    // A table needs none.
    #expect(try draw(store, ["table"]) { $0.python = "/none/python" }["table"]?.isNew == true)
  }

  @Test("a name that no figure has is refused before anything is drawn")
  func unknown() throws {
    let store = try Store(figures: Self.figures)
    defer { store.remove() }
    #expect(throws: FigureError.self) { try draw(store, ["curves", "curve"]) }
    #expect(!FileManager.default.fileExists(atPath: store.folder.path + "/figures"))
  }
}
