import Foundation
import Testing

@Suite("metric")
struct MetricCommandTests {
  private static func metrics(_ text: String) throws -> [String: [String: Any]] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [String: Any]])
  }

  @Test("prints the value of each metric, as text and as JSON")
  func values() throws {
    let program = try Program()
    defer { program.remove() }
    let a = try program.write("x,y\n0,0\n1,0\n", to: "a.csv")
    let b = try program.write("1 3\n0 3\n", to: "b.txt")
    let json = try program.call("metric", "w1,w2", a, b, "--json")
    #expect(json.status == 0 && json.talk.isEmpty)
    let metrics = try Self.metrics(json.output)
    #expect(Set(metrics.keys) == ["w1", "w2"])
    for metric in metrics.values {
      #expect(metric["value"] as? Double == 3)
      #expect(metric["relative_gap"] as? Double == 0)
    }
    let text = try program.call("metric", "w1,w2", a, b)
    #expect(text.output.split(separator: "\n").count == 3)
    #expect(text.output.contains("w2      3"))
    // exp(−1/2) within each cloud, the mean of exp(−9/2) and exp(−5) between them.
    let kernel = try program.call("metric", "mmd2: {bandwidths: [1.0]}", a, b, "--json")
    let value = try #require(try Self.metrics(kernel.output)["mmd2"]?["value"] as? Double)
    #expect(abs(value - (2 * exp(-0.5) - exp(-4.5) - exp(-5))) < 1e-15)
  }

  @Test("measures in double precision and takes standard input")
  func precision() throws {
    let program = try Program()
    defer { program.remove() }
    let a = try program.write("1,0\n2,0\n", to: "a.csv")
    let b = try program.write("1.0000000001,0\n2.0000000001,0\n", to: "b.csv")
    let outcome = try program.call("metric", "w1", a, b, "--json")
    let value = try #require(try Self.metrics(outcome.output)["w1"]?["value"] as? Double)
    #expect(abs(value / 1e-10 - 1) < 1e-5)
    let piped = try Program.run(
      URL(fileURLWithPath: "/bin/sh"),
      ["-c", "\"$0\" metric w1 --json \"$1\" - < \"$2\"", Program.path.path, a, b],
      in: program.folder)
    #expect(piped.output == outcome.output, "\(piped.talk)")
  }

  @Test("compares clouds of different size, weighed or not")
  func weights() throws {
    let program = try Program()
    defer { program.remove() }
    let a = try program.write("0,0\n4,0\n", to: "a.csv")
    let b = try program.write("0,3\n4,3\n4,3\n", to: "b.csv")
    let thirds = try program.write("1\n2\n", to: "thirds.csv")
    let halves = try program.write("2\n1\n1\n", to: "halves.csv")
    func values(_ options: [String]) throws -> [Double] {
      let outcome = try Program.run(
        Program.path, ["metric", "w1,w2", a, b, "--json"] + options, in: program.folder)
      return try ["w1", "w2"].map {
        try #require(try Self.metrics(outcome.output)[$0]?["value"] as? Double)
      }
    }
    // A sixth of the mass goes from one corner of the rectangle to the opposite one.
    let plain = try values([])
    #expect(abs(plain[0] - 20.0 / 6) < 1e-14 && abs(plain[1] * plain[1] - 70.0 / 6) < 1e-13)
    for options in [["--sample-weights", thirds], ["--target-weights", halves]] {
      #expect(try values(options).allSatisfy { abs($0 - 3) < 1e-14 })
    }
  }

  @Test("measures the samples of a run as the run itself did")
  func runFiles() throws {
    let program = try Program()
    defer { program.remove() }
    // As many snapshots as evaluations, of as many samples: only the draws differ.
    let file = try program.write(
      Experiments.small.replacingOccurrences(of: "count: 32", with: "count: 64"))
    #expect(try program.call(file, "seeds=1").status == 0)
    let run = try #require(try program.runFiles(of: "small").first)
    let outcome = try program.call(
      "metric", "w1,w2,sw2,mmd2,energy-distance", "\(run):/samples[-1]", "\(run):/target", "--json")
    #expect(outcome.status == 0, "\(outcome.talk)")
    let metrics = try Self.metrics(outcome.output)
    #expect(Set(metrics.keys) == ["w1", "w2", "sw2", "mmd2", "energy_distance"])
    #expect(metrics["mmd2"]?["standard_error"] is Double)
    let same = try program.call("metric", "w2", "\(run):/target", "\(run):/target", "--json")
    #expect(try Self.metrics(same.output)["w2"]?["value"] as? Double == 0)
  }

  @Test("gives one message and the documented exit code for anything wrong, and no value")
  func errors() throws {
    let program = try Program()
    defer { program.remove() }
    let a = try program.write("1,2\n3,4\n", to: "a.csv")
    let wider = try program.write("1,2,3\n", to: "wider.csv")
    let longer = try program.write("1,2\n3,4\n5,6\n", to: "longer.csv")
    let broken = try program.write("1,2\n3,nan\n", to: "broken.csv")
    let column = try program.write("1\n1\n2\n", to: "column.csv")
    let minus = try program.write("1\n-1\n2\n", to: "minus.csv")
    let zeros = try program.write("0\n0\n0\n", to: "zeros.csv")
    let huge = try program.write("1e300,2\n3,4\n", to: "huge.csv")
    let calls: [([String], Int32, String)] = [
      (
        ["w2", a, wider], 65, "the points of 'a.csv' have dimension 2, those of 'wider.csv' have 3"
      ),
      (["nn-accuracy", a, longer], 65, "2 samples cannot be paired with 3 target points"),
      (["w2", a, a, "--sample-weights", column], 65, "3 weights are given for the 2 points"),
      (["w2", a, a, "--target-weights", a], 65, "'a.csv' has 2 numbers per row"),
      (["w2", longer, a, "--sample-weights", minus], 65, "the weight -1.0 of row 1"),
      (["w2", longer, a, "--sample-weights", zeros], 65, "all weights of the samples cloud are 0"),
      (["w2,mmd2", longer, a, "--sample-weights", column], 64, "'mmd2' takes no weights"),
      (["w2", a, "-", "--target-weights", "-"], 64, "standard input"),
      (["w2", a, broken], 65, "'broken.csv': line 2 holds 'nan'; expected finite numbers"),
      (["energy-distance,w2", huge, a], 65, "beyond double precision"),
      (["w2", a, "absent.npy"], 66, "cannot read 'absent.npy': No such file or directory"),
      (["w2", a, "."], 65, "'.' is a directory"), (["w7", a, a], 64, "unknown metric 'w7'"),
      (["w2", "-", "-"], 64, "standard input"), (["w2", a], 64, "Missing expected argument"),
    ]
    for (arguments, status, message) in calls {
      let outcome = try Program.run(Program.path, ["metric"] + arguments, in: program.folder)
      #expect(outcome.status == status, "\(arguments): \(outcome.talk)")
      #expect(outcome.talk.contains(message), "\(arguments): \(outcome.talk)")
      #expect(outcome.output.isEmpty, "\(arguments)")
    }
  }
}
