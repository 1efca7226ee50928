import Benchmarking
import Specification
import Testing

@Suite("Contest report")
struct ReportTests {
  private static let report = ContestReport(
    title: "step: width 32",
    standings: [
      Standing(name: "gfrun", side: "gfrun", times: [57.4, 58, 60]),
      Standing(name: "PyTorch", side: "PyTorch", times: [2001.2, 1722, 1800]),
      Standing(name: "JAX", side: "JAX", times: [], failure: "cannot import jax"),
      Standing(name: "JAX 2", side: "JAX", times: [], failure: "cannot import jax"),
    ],
    requirements: [
      Requirement("PyTorch over gfrun", .atLeast(30), value: 30),
      Requirement("JAX over gfrun", .atLeast(1.3), value: nil),
      Requirement("memory", .atMost(60), value: 67.42, unit: " MB"),
    ], notes: ["0.543 GFLOP"])

  @Test("is a table with what is required of it")
  func text() {
    #expect(
      Self.report.text == """
        step: width 32
                   min µs  median µs  × ours
          gfrun      57.4       58.0    1.00
          PyTorch    1722       1800   30.00
          JAX           –          –       –
          JAX 2         –          –       –
          not measured: JAX, JAX 2: cannot import jax
          PyTorch over gfrun: 30, required ≥ 30: holds
          JAX over gfrun: –, required ≥ 1.3: not measured
          memory: 67.42 MB, required ≤ 60 MB: missed
          0.543 GFLOP
        """)
  }

  @Test("gives programs the same numbers")
  func json() throws {
    let json = Self.report.json
    let contenders = json["contenders"].list
    #expect(contenders.map { $0["name"].text } == ["gfrun", "PyTorch", "JAX", "JAX 2"])
    #expect(contenders[1]["ratio"].number == 30)
    #expect(contenders[1]["microseconds"].list.count == 3)
    #expect(contenders[2]["minimum"] == .null)
    #expect(contenders[2]["failure"].text == "cannot import jax")
    #expect(
      json["requirements"].list.map { $0["verdict"].text } == ["holds", "not measured", "missed"])
  }

  @Test("holds if all that is required does")
  func holds() {
    let standing = Standing(name: "a", side: "a", times: [1])
    func report(_ value: Double?) -> ContestReport {
      ContestReport(
        title: "", standings: [standing],
        requirements: [Requirement("x", .atMost(2), value: value)])
    }
    #expect(report(2).holds)
    #expect(!report(2.01).holds)
    #expect(!report(nil).holds)
    #expect(!report(.nan).holds)
  }

  @Test(
    "shows three digits that matter",
    arguments: [
      (0.5434, "0.543"), (2.306, "2.31"), (30.0, "30"), (114.4, "114"), (13012, "13012"),
      (0.0, "0"), (1.0, "1"), (0.00438, "0.00438"), (.infinity, "–"), (-2.5, "-2.5"),
    ])
  func figures(value: Double, text: String) {
    #expect(Figures.significant(value) == text)
  }
}
