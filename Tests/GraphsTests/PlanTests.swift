import Graphs
import Testing

@Suite("Plans")
struct PlanTests {
  /// Runs a plan and the interpreter on the same numbers.
  private func compare(
    _ graph: Graph, _ sources: [Tensor], _ outputs: [Tensor], tolerance: Double = 2e-5
  ) {
    var noise = Noise(3)
    let values = sources.map { noise.array($0.shape.count).map { Double(Float($0)) } }
    let reading = zip(sources, values).map { tensor, elements in
      let region = FloatBuffer(count: elements.count).whole
      region.elements = elements.map { Float($0) }
      return (tensor, region)
    }
    let writing = outputs.map { ($0, FloatBuffer(count: $0.shape.count).whole) }
    let plan = Plan(graph, reading: reading, writing: writing)
    plan.run()
    let first = writing.map { $0.1.elements }
    plan.run()
    #expect(first == writing.map { $0.1.elements }, "a second run gives other bits")
    var interpreter = Interpreter(graph, sources: Array(zip(sources, values)))
    for (output, found) in zip(outputs, first) {
      for (found, exact) in zip(found, interpreter.value(of: output)) {
        #expect(abs(Double(found) - exact) <= tolerance * (1 + abs(exact)))
      }
    }
  }

  @Test("agree with the interpreter on every operation", arguments: Expression.all)
  func operations(_ expression: Expression) {
    let graph = Graph()
    let (a, b) = (graph.source(Shape(3, 4)), graph.source(Shape(4, 3)))
    let y = expression.build(a, b)
    let scalar = y.squared.sum + y.sum
    let inner = graph.gradient(of: scalar, withRespectTo: [a, b])
    let second = graph.gradient(
      of: inner[0].squared.sum + inner[1].squared.sum, withRespectTo: [a, b])
    compare(graph, [a, b], [y, scalar] + inner + second, tolerance: 2e-4)
  }

  @Test(
    "multiply matrices of any shape",
    arguments: [(512, 128, 128), (9, 300, 200), (64, 64, 65), (300, 1, 128), (128, 2, 512)])
  func products(_ m: Int, _ n: Int, _ k: Int) {
    let graph = Graph()
    let (a, at) = (graph.source(Shape(m, k)), graph.source(Shape(k, m)))
    let (b, bt) = (graph.source(Shape(k, n)), graph.source(Shape(n, k)))
    let products = [
      a.times(b), at.times(b, transposingSelf: true), a.times(bt, transposingOther: true),
      at.times(bt, transposingSelf: true, transposingOther: true),
    ]
    compare(graph, [a, at, b, bt], products, tolerance: 1e-4)
    compare(graph, [a, at, b, bt], [products[0] + products[1] + products[2]], tolerance: 1e-4)
  }

  @Test("multiply by a mask", arguments: [(512, 128, 128), (45, 20, 70)])
  func maskProducts(_ m: Int, _ n: Int, _ k: Int) {
    let graph = Graph()
    let (s, st) = (graph.source(Shape(m, k)), graph.source(Shape(k, m)))
    let (b, bt) = (graph.source(Shape(k, n)), graph.source(Shape(n, k)))
    let products = [
      b.masked(by: s), b.masked(by: st, transposingMask: true),
      bt.masked(by: s, transposingSelf: true),
      bt.masked(by: st, transposingMask: true, transposingSelf: true),
    ]
    compare(graph, [s, st, b, bt], products + products.map(\.transposed), tolerance: 1e-4)
  }

  @Test("never multiply into one of the factors", arguments: [16, 64, 110])
  func transientFactors(_ size: Int) {
    let graph = Graph()
    let (x, y) = (graph.source(Shape(size, size)), graph.source(Shape(size, size)))
    compare(graph, [x, y], [x.tanh.times(y.tanh).times(x.sigmoid)], tolerance: 1e-4)
    let row = x.columnSum.tanh
    compare(graph, [x, y], [(row - row.squared).exponential - row.sigmoid.repeatedDown(1)])
  }

  @Test("fuse bias and activation without a change of value")
  func biasAndActivation() {
    let graph = Graph()
    let (x, w) = (graph.source(Shape(20, 6)), graph.source(Shape(6, 33)))
    let bias = graph.source(Shape(1, 33))
    let sum = x.times(w) + bias.repeatedDown(20)
    let outputs = [sum.relu(), sum.relu(slope: 0.1), sum.tanh, sum.sigmoid, sum.softplus]
    for output in outputs { compare(graph, [x, w, bias], [output]) }
    compare(graph, [x, w, bias], outputs + [sum])
    let plan = plan(graph, [x, w, bias], [sum.relu()])
    #expect(plan.instructionCount == 2)
  }

  @Test(
    "keep a value that is read again after an operation that could overwrite it",
    arguments: UInt64(1)...20)
  func reuse(_ seed: UInt64) {
    let graph = Graph()
    let rows = seed % 2 == 0 ? 4 : 150
    let (x, w) = (graph.source(Shape(rows, 40)), graph.source(Shape(40, 40)))
    var noise = Noise(seed)
    var values = [x, x.tanh, x.exponential]
    for _ in 0..<60 {
      let pick = { (n: inout Noise) in values[Int(abs(n.next()) * 0.999 * Double(values.count))] }
      let (a, b) = (pick(&noise), pick(&noise))
      switch Int(abs(noise.next()) * 8) {
      case 0: values.append((a + b) * 0.5)
      case 1: values.append(a * b.tanh)
      case 2: values.append((a - b).tanh)
      case 3: values.append(a.gated(by: b, slope: 0.5))
      case 4: values.append((a + b.columnSum.repeatedDown(rows)).relu(slope: 0.1) * 0.3)
      case 5: values.append((a.times(w) + b.times(w)) * 0.1 + a)
      case 6: values.append((a.times(w) * 0.1 + w.columnSum.repeatedDown(rows)).tanh)
      default: values.append(a * b.rowSum.tanh.repeatedAcross(40))
      }
    }
    compare(graph, [x, w], Array(values.suffix(3)), tolerance: 1e-3)
    compare(graph, [x, w], values, tolerance: 1e-3)
  }

  @Test("carry out neighbours a few rows at a time, to the same bits", arguments: [130, 257, 512])
  func tiles(_ rows: Int) {
    let graph = Graph()
    let (x, w) = (graph.source(Shape(rows, 96)), graph.source(Shape(1, 96)))
    let (centered, gain) = (x - w.repeatedDown(rows), w.tanh.repeatedDown(rows))
    let y = (centered * gain + w.repeatedDown(rows)).tanh * centered.rowSum.repeatedAcross(96)
    let (sums, squares) = (y.columnSum, (y * centered).columnSum)
    let outputs = [y, sums, squares, (centered.squared * 3 + y).columnSum]
    compare(graph, [x, w], outputs, tolerance: 1e-3)
    let regions = [x, w, y, sums].map { FloatBuffer(count: $0.shape.count).whole }
    var noise = Noise(9)
    for region in regions.prefix(2) {
      region.elements = (0..<region.count).map { _ in Float(noise.next()) }
    }
    let reading = Array(zip([x, w], regions))
    let plan = Plan(graph, reading: reading, writing: [(y, regions[2]), (sums, regions[3])])
    plan.run()
    #expect(plan.tiledBlockCount == 1 && plan.workspaceCount < 20_000)
    let (source, alone) = (graph.source(y.shape), FloatBuffer(count: 96))
    Plan(graph, reading: [(source, regions[2])], writing: [(source.columnSum, alone.whole)]).run()
    #expect(alone.whole.elements == regions[3].elements)
  }

  @Test("need room for two values in a chain, however long")
  func chain() {
    let graph = Graph()
    let (x, w) = (graph.source(Shape(64, 64)), graph.source(Shape(64, 64)))
    var y = x
    for _ in 0..<20 { y = y.times(w).tanh }
    #expect(plan(graph, [x, w], [y]).workspaceCount <= 2 * 64 * 64)
  }

  @Test("leave out what no output needs")
  func deadCode() {
    let graph = Graph()
    let x = graph.source(Shape(2, 2))
    _ = x.exponential.tanh
    #expect(plan(graph, [x], [x.squared]).instructionCount == 1)
  }

  @Test("write constants, sources and one value twice where they are asked for")
  func plainOutputs() {
    let graph = Graph()
    let x = graph.source(Shape(2, 3))
    let y = x.tanh
    compare(graph, [x], [x, y, y, graph.constant(2.5, Shape(2, 3)), y.reshaped(Shape(3, 2))])
  }

  @Test("carry a NaN from any source element to the scalar")
  func nan() {
    let graph = Graph()
    let (x, w) = (graph.source(Shape(40, 5)), graph.source(Shape(5, 30)))
    let y = x.times(w).relu().softplus.sigmoid.mean
    let (input, weight) = (FloatBuffer(count: 200), FloatBuffer(count: 150))
    let output = FloatBuffer(count: 1)
    let plan = Plan(
      graph, reading: [(x, input.whole), (w, weight.whole)], writing: [(y, output.whole)])
    plan.run()
    #expect(output[0].isFinite)
    for position in [0, 77, 199] {
      input[position] = .nan
      plan.run()
      #expect(output[0].isNaN)
      input[position] = 0
    }
  }

  private func plan(_ graph: Graph, _ sources: [Tensor], _ outputs: [Tensor]) -> Plan {
    Plan(
      graph, reading: sources.map { ($0, FloatBuffer(count: $0.shape.count).whole) },
      writing: outputs.map { ($0, FloatBuffer(count: $0.shape.count).whole) })
  }
}
