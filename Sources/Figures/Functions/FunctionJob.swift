package import Flows
import Graphs
package import Specification
import Trainers

/// Prepares the kind `function`: ascent functions and their derivatives, as the flows compute them.
package struct FunctionJob {
  private let figure: FigureRequest

  private static let count = 481

  /// The figure that shows the functions it names.
  package init(figure: FigureRequest) { self.figure = figure }

  /// What the drawing program is told.
  package func job() -> Value {
    let value = figure.value
    let ends = value["over"].numbers
    let points = (0..<Self.count).map { index in
      ends[0] + (ends[1] - ends[0]) * Double(index) / Double(Self.count - 1)
    }
    let lines = value["functions"].list.map { function -> Value in
      let (values, slopes) = FunctionJob.evaluate(AscentFunction(function), at: points)
      return [
        "label": .string(label(of: function)),
        "values": .list(values.map(Value.finite)), "slopes": .list(slopes.map(Value.finite)),
      ]
    }
    return [
      "points": .list(points.map(Value.finite)), "lines": .list(lines),
      "derivative": value["derivative"], "y-limits": value["y-limits"],
    ]
  }

  /// h and h′ at the logits that are asked for as a table; nil where none are.
  package func table() -> TableContent? {
    guard let points = figure.value["values-at"].numbersOrNil else { return nil }
    let names = points.map(NumberText.canonical)
    let rows = figure.value["functions"].list.map { function in
      let (values, slopes) = FunctionJob.evaluate(AscentFunction(function), at: points)
      return TableContent.Row(
        label: label(of: function), cells: (values + slopes).map { .number($0) })
    }
    return TableContent(
      corner: "h", columns: names.map { "h(\($0))" } + names.map { "h′(\($0))" }, rows: rows,
      note: "h(d) and h′(d) at logits d")
  }

  private func label(of function: Value) -> String {
    let text = LabelText.text(of: function)
    return figure.value["labels"][text].textOrNil ?? text
  }

  /// h and h′ in double precision: the very graph that the flow trains along, and its gradient.
  package static func evaluate(
    _ function: AscentFunction, at points: [Double]
  ) -> (values: [Double], slopes: [Double]) {
    let graph = Graph()
    let d = graph.source(Shape(points.count, 1))
    let h = function(d)
    let slope = graph.gradient(of: h.sum, withRespectTo: [d])[0]
    var interpreter = Interpreter(graph, sources: [(d, points)])
    return (interpreter.value(of: h), interpreter.value(of: slope))
  }
}
