import Foundation
import HDF5
import Results
import Testing

@Suite("The other commands")
struct CommandTests {
  /// The files that are experiments, in `experiments` and the folders right under it.
  static let experiments = ["", "papers/", "neighbours/"].flatMap { folder in
    let path = Program.repository.appendingPathComponent("experiments/" + folder).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { folder + $0 }
  }

  @Test("check finds nothing wrong in the experiments of this repository", arguments: experiments)
  func checkAcceptsExperiments(name: String) throws {
    let program = try Program()
    defer { program.remove() }
    // Programs that train are found from where gfrun is called.
    try FileManager.default.createSymbolicLink(
      at: program.folder.appendingPathComponent("scripts"),
      withDestinationURL: Program.repository.appendingPathComponent("scripts"))
    let path = Program.repository.appendingPathComponent("experiments/\(name)").path
    let outcome = try program.call("check", path)
    #expect(outcome.status == 0, "\(outcome.talk)")
    #expect(outcome.output.hasSuffix("no errors\n"))
    // Only the experiment that is about losses that cannot work is warned of them.
    let warnings = outcome.talk.components(separatedBy: "warning: ").dropFirst()
    #expect(warnings.count == (name == "papers/p3-fig-vdg.yaml" ? 4 : 0), "\(outcome.talk)")
    #expect(warnings.allSatisfy { $0.hasPrefix("h = −f(eᵈ)") })
  }

  @Test("check accepts the experiment that the README shows, and the parts of others")
  func readmeExample() throws {
    let program = try Program()
    defer { program.remove() }
    let readme = try String(
      contentsOf: Program.repository.appendingPathComponent("README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```yaml\n").dropFirst()
    #expect(!blocks.isEmpty)
    let ring = Program.repository.appendingPathComponent("experiments/papers/w1-fe-ring.yaml").path
    for block in blocks {
      let text = block.components(separatedBy: "```")[0]
      let whole = text.hasPrefix("name:") ? "" : "extends: \(ring)\n"
      let outcome = try program.call("check", try program.write(whole + text))
      #expect(outcome.status == 0, "\(outcome.talk)")
      #expect(outcome.talk.isEmpty)
    }
  }

  @Test("check reports every error with its position and exits with 65")
  func checkReportsEveryError() throws {
    let program = try Program()
    defer { program.remove() }
    let text = Experiments.small
      .replacingOccurrences(of: "persistency: 2", with: "persistancy: 2")
      .replacingOccurrences(of: "batch: 64", with: "batch: -1")
    let file = try program.write(text)
    let outcome = try program.call("check", file)
    #expect(outcome.status == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.talk.contains("experiment.yaml:7:18: error: unknown key 'persistancy'"))
    #expect(outcome.talk.contains("did you mean 'persistency'?"))
    #expect(outcome.talk.contains("experiment.yaml:10:10: error:"))
    #expect(try program.call("check", "absent.yaml").status == 66)
    #expect(try program.call("check", ".").status == 65)
    #expect(try program.call("no-such-command-or-file.yaml").status == 66)
    #expect(try program.call("plan").status == 64)
  }

  @Test("plan prints a row per run, as a table and as JSON")
  func plan() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Experiments.small)
    let table = try program.call("plan", file)
    #expect(table.status == 0, "\(table.talk)")
    #expect(table.output.contains("to do"))
    let rows = try #require(
      try JSONSerialization.jsonObject(
        with: Data(try program.call("plan", file, "--json").output.utf8)) as? [[String: Any]])
    #expect(rows.count == 4)
    #expect(rows.compactMap { $0["case"] as? String } == ["w1-fe", "w1-fe", "jsd", "jsd"])
    #expect(try program.call(file, "-n").output == table.output)
  }

  @Test("plan --resolved prints documents that plan to the same run again")
  func resolved() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Experiments.small)
    let outcome = try program.call("plan", file, "--resolved", "seeds=1")
    let documents = outcome.output.components(separatedBy: "--- # ").dropFirst()
    #expect(documents.count == 2)
    for document in documents {
      let id = String(document.prefix(12))
      let body = document.split(separator: "\n", maxSplits: 1)[1]
      let again = try program.call("plan", try program.write(String(body), to: "again.yaml"))
      #expect(again.output.contains(id), "\(again.talk)")
    }
  }

  @Test("schema accepts every experiment of this repository", .enabled(if: Program.hasPython))
  func schemaAcceptsExperiments() throws {
    let program = try Program()
    defer { program.remove() }
    let schema = try program.write(try program.call("schema").output, to: "schema.json")
    let script = """
      import json, sys, yaml, jsonschema
      class Loader(yaml.SafeLoader): pass
      Loader.yaml_implicit_resolvers = {k: [r for r in v if r[0] not in (
          'tag:yaml.org,2002:float', 'tag:yaml.org,2002:bool')]
          for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}
      import re
      Loader.add_implicit_resolver('tag:yaml.org,2002:float', re.compile(
          r'^[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?$'), list('-+0123456789.'))
      Loader.add_implicit_resolver('tag:yaml.org,2002:bool', re.compile(r'^(true|false)$'), list('tf'))
      schema = json.load(open(sys.argv[1]))
      validator = jsonschema.validators.validator_for(schema)
      validator.check_schema(schema)
      for path in sys.argv[2:]:
          errors = list(validator(schema).iter_errors(yaml.load(open(path), Loader)))
          for error in errors: print(path, list(error.absolute_path), error.message)
      """
    let paths = Self.experiments.map {
      Program.repository.appendingPathComponent("experiments/\($0)").path
    }
    let good = try program.write(Experiments.small)
    let validation = try Program.run(
      URL(fileURLWithPath: Program.python), ["-c", script, schema, good] + paths,
      in: program.folder)
    #expect(validation.status == 0, "\(validation.talk)")
    #expect(validation.output == "")

    let bad = try program.write(
      Experiments.small.replacingOccurrences(of: "persistency: 2", with: "persistancy: 2"),
      to: "bad.yaml")
    let refusal = try Program.run(
      URL(fileURLWithPath: Program.python), ["-c", script, schema, bad], in: program.folder)
    #expect(refusal.output.contains("persistancy"))
  }

  @Test("the schema that editors find beside the experiments is the one gfrun prints")
  func schemaIsCurrent() throws {
    let program = try Program()
    defer { program.remove() }
    let path = Program.repository.appendingPathComponent("experiments/experiment.schema.json")
    #expect(try program.call("schema").output == String(contentsOf: path, encoding: .utf8))
  }

  @Test("show prints a run by file, by id, and the table of a sweep")
  func show() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Experiments.small)
    #expect(try program.call(file).status == 0)
    let path = try #require(try program.runFiles(of: "small").first)
    let byFile = try program.call("show", path)
    #expect(byFile.status == 0, "\(byFile.talk)")
    #expect(byFile.output.contains("complete"))
    #expect(byFile.output.contains("energy_distance"))
    let id = String(URL(fileURLWithPath: path).lastPathComponent.dropLast(3))
    #expect(try program.call("show", id).output == byFile.output)
    #expect(try program.call("show", String(id.prefix(8))).output == byFile.output)
    let sweep = try program.call("show", "results/small/small.h5")
    #expect(sweep.output.contains("w1-fe"))
    #expect(sweep.output.contains(id))
    #expect(try program.call("show", "000000000000").status == 66)
    #expect(try program.call("show", file).status == 65)
  }

  @Test("collect makes the sweep file anew, also without a plan")
  func collect() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Experiments.small)
    #expect(try program.call(file).status == 0)
    let sweep = program.folder.appendingPathComponent("results/small/small.h5")
    try FileManager.default.removeItem(at: sweep)
    #expect(try program.call("collect", "results/small").status == 0)
    #expect(FileManager.default.fileExists(atPath: sweep.path))
    try FileManager.default.removeItem(
      at: program.folder.appendingPathComponent("results/small/.gfrun"))
    #expect(try program.call("collect", "results/small/").status == 0)
    #expect(try program.call("collect", "results/absent").status == 66)
    #expect(
      try program.call("collect", "results/small", "--no-samples", "-o", "lean.h5").status == 0)
    let lean = program.folder.appendingPathComponent("lean.h5").path
    #expect(try SweepFile.readTable(from: lean).rows.count == 4)
    #expect(try SweepFile.readCurves(of: "w1", from: lean) != nil)
    let names = try HDF5.File.open(lean).root().names()
    #expect(names.contains("metrics") && !names.contains("samples") && !names.contains("target"))
  }
}
