import Figures
import Planning
import Specification
import Testing

@Suite("Tables")
struct TableTests {
  private func table(_ figure: String) throws -> TableContent {
    let store = try Store(figures: "figures: [{id: f, kind: table, \(figure)}]\n") { run, values in
      run.caseName == "wgan" && run.seed == 1 ? nil : Store.record(run, values)
    }
    defer { store.remove() }
    let (figure, runs) = try store.request()
    return try MetricTable(figure, runs).content()
  }

  @Test("have means with their intervals in Markdown, LaTeX and CSV")
  func formats() throws {
    let table = try table("rows: flow.persistency, columns: case, interval: deviation")
    let text = TableText(table: table, title: "Title", digits: 3, origin: "origin")
    #expect(
      text.markdown == """
        <!-- origin -->

        **Title** (last evaluation; ± one standard deviation)

        | persistency | wgan | euler |
        | --- | ---: | ---: |
        | persistency 1 | 1.00 | 1.50 ± 0.71 |
        | persistency 5 | – | 5.50 ± 0.71 |

        """)
    #expect(
      text.latex == """
        % origin
        % Title (last evaluation; ± one standard deviation); needs \\usepackage{booktabs}
        \\begin{tabular}{lrr}
        \\toprule
        persistency & wgan & euler \\\\
        \\midrule
        persistency 1 & $1.00$ & $1.50 \\pm 0.71$ \\\\
        persistency 5 & -- & $5.50 \\pm 0.71$ \\\\
        \\bottomrule
        \\end{tabular}

        """)
    #expect(
      text.csv.split(separator: "\n").map(String.init) == [
        "persistency,wgan,wgan low,wgan high,wgan seeds,euler,euler low,euler high,euler seeds",
        "persistency 1,1,1,1,1,1.5,0.7928932188134524,2.2071067811865475,2",
        "persistency 5,,,,0,5.5,4.792893218813452,6.207106781186548,2",
      ])
  }

  @Test(
    "read a metric at the end, at its best, at an iteration, over a window, or a training series",
    arguments: [
      ("at: last", 5.5), ("at: best", 5.5), ("at: 0", 6.5), ("at: [0, 10]", 6.25),
      ("metrics: training/potential_loss", 0),
    ])
  func places(key: String, expected: Double) throws {
    let table = try table("of: {case: euler, flow.persistency: 5}, \(key)")
    guard case .summary(let summary) = table.rows[0].cells[0] else {
      Issue.record("no summary")
      return
    }
    #expect(summary.center == expected && summary.count == 2)
  }

  @Test("divide by the runs of the same seed, row and column that are named")
  func ratios() throws {
    let keys = "of: {case: euler}, rows: flow.persistency, interval: none"
    let table = try table("\(keys), relative-to: {flow.persistency: 1}")
    // 1 + K + seed − 1 at the end: 1 and 2 for K = 1, 5 and 6 for K = 5.
    let ratios = table.rows.map { row in
      guard case .summary(let summary) = row.cells[0] else { return Double.nan }
      return summary.center
    }
    #expect(ratios == [1, (5.0 / 1 + 6.0 / 2) / 2])
    #expect(table.note.hasPrefix("last evaluation; in units of persistency 1"))
  }

  @Test("say where what to divide by is not one run")
  func ambiguousRatios() throws {
    #expect(throws: FigureError.self) {
      try table("rows: [case, flow.persistency], relative-to: {case: [wgan, euler]}")
    }
  }

  @Test("show the seconds of training beside metrics where asked to")
  func wallTime() throws {
    let table = try table("of: {case: euler}, rows: flow.persistency, metrics: [w1, wall-time]")
    #expect(table.columns == ["w1", "wall-time"])
  }

  @Test(
    "show as many digits as are asked for",
    arguments: [(0.012345, 4), (123.45, 0), (0.0, 2), (9.99, 2)])
  func digits(number: Double, places: Int) {
    #expect(TableText.places(of: number, digits: 3) == places)
  }

  @Test(
    "show numbers that are very small or very large by powers of ten",
    arguments: [
      (2.853e-15, "2.85e-15"), (-9.996e-7, "−1.00e-6"), (3.2e9, "3.20e9"), (1.2e-5, "0.0000120"),
    ])
  func powers(number: Double, expected: String) {
    let table = TableContent(
      corner: "", columns: ["x"], rows: [TableContent.Row(label: "r", cells: [.number(number)])],
      note: "")
    let text = TableText(table: table, title: "", digits: 3, origin: "").markdown
    #expect(text.contains("| r | \(expected) |"))
  }
}
