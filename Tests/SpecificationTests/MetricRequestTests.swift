import Specification
import Testing

@Suite("Metrics on the command line")
struct MetricRequestTests {
  private static let gaussian: Value = [
    "kind": "mmd2", "kernel": "gaussian", "bandwidths": [1.0], "estimator": "unbiased",
  ]

  @Test(
    "have the same meaning in every form",
    arguments: [
      "w2,mmd2", "w2, mmd2", "[w2, mmd2]", "{w2: , mmd2: }", "w2: {}\nmmd2: {kernel: gaussian}",
      "[w2, {kind: mmd}]", "[w2, mmd2: {bandwidths: median}]",
    ])
  func forms(text: String) throws {
    let metrics = try MetricRequest(text, argument: 1, vocabulary: .builtIn).metrics
    #expect(metrics.map(\.kind) == ["w2", "mmd2"])
    #expect(metrics[1]["bandwidths"] == "median")
  }

  @Test("take the keys of a metric, with defaults for the others")
  func keys() throws {
    for text in ["mmd2: {bandwidths: [1.0]}", "{kind: mmd2, kernel: gaussian, bandwidths: [1]}"] {
      #expect(
        try MetricRequest(text, argument: 1, vocabulary: .builtIn).metrics == [Self.gaussian])
    }
  }

  @Test("of a plug-in are decoded by what it declares")
  func plugIns() throws {
    var vocabulary = Vocabulary.builtIn
    vocabulary.add(
      Kind(
        "chamfer", "The chamfer distance.",
        fields: [Field("power", .number(.positive), .defaults(to: 2.0), "The power.")]),
      to: .metric)
    let metrics = try MetricRequest("chamfer: {power: 3}", argument: 1, vocabulary: vocabulary)
    #expect(metrics.metrics == [["kind": "chamfer", "power": 3.0]])
  }

  @Test(
    "that are wrong are reported with their place and what was expected",
    arguments: [
      ("w2,w3", "argument 1:4: error: unknown metric 'w3'"),
      ("mmd2: {bandwith: 1}", "argument 1:8: error: unknown key 'bandwith'"),
      ("mmd2: {bandwidths: -1}", "argument 1:20: error: expected a number above 0"),
      ("mmd2: 3", "argument 1:7: error: expected the keys of 'mmd2', a mapping"),
      ("mmd2: {kind: w1}", "argument 1:8: error: 'kind' is 'mmd2' already"),
      ("w2,w2", "argument 1:4: error: metric 'w2' is named twice"),
      ("w2,", "argument 1:4: error:"), ("", "argument 1:1: error:"), ("[w2", "argument 1:"),
    ])
  func errors(text: String, message: String) {
    do throws(SpecificationFailure) {
      _ = try MetricRequest(text, argument: 1, vocabulary: .builtIn)
      Issue.record("'\(text)' was accepted")
    } catch {
      let found = DiagnosticRenderer().text(error.diagnostics)
      #expect(found.hasPrefix(message), "\(found)")
    }
  }
}
