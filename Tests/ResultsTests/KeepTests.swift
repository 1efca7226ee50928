import Foundation
import Results
import Testing
@Test func keep() throws {
  try? FileManager.default.removeItem(atPath: "/tmp/keep"); try FileManager.default.createDirectory(atPath: "/tmp/keep", withIntermediateDirectories: true)
  var rows: [SweepRow] = []
  for (c, (name, p)) in [("wgan", 1), ("w1-fe", 1), ("w1-fe", 3), ("w1-fe", 10), ("jsd", 1)].enumerated() {
    for seed in 0..<5 {
      var n = Noise(state: UInt64(100 * c + seed + 1))
      func gauss() -> Double { (-2 * log(1 - n.next())).squareRoot() * cos(2 * Double.pi * n.next()) }
      func ring() -> [Float] { let k = Double(Int(n.next() * 8)); return [Float(2 * cos(k * .pi / 4) + 0.05 * gauss()), Float(2 * sin(k * .pi / 4) + 0.05 * gauss())] }
      let id = "c\(c)s\(seed)"
      let its = Array(stride(from: 0, through: 2000, by: 50))
      let speed = [0.0012, 0.0014, 0.0022, 0.003, 0.0018][c]
      let end = c == 4 && seed == 2 ? 900 : 2000
      let ev = its.filter { $0 <= end }
      let w1 = ev.map { 0.1 + [0.25, 0.15, 0.06, 0.02, 0.05][c] + 1.8 * exp(-speed * Double($0)) * (1 + 0.2 * (n.next() - 0.5)) + 0.04 * n.next() }
      let snaps = [0, 500, 1000, 1500, 2000].filter { $0 <= end }
      var s: [Float] = []
      for t in snaps { let a = Float(1 - exp(-speed * Double(t))); for _ in 0..<2000 { let r = ring(); let z = (Float(gauss() * 0.6), Float(gauss() * 0.6)); s += [a * r[0] + (1 - a) * z.0, a * r[1] + (1 - a) * z.1] } }
      var r = Sample.run(seed: seed, id: id, status: end == 2000 ? .complete : .diverged)
      r.experiment = "w1fe-ring"; r.iterations = end
      var n2 = Noise(state: 5); func g2() -> Double { (-2 * log(1 - n2.next())).squareRoot() * cos(2 * Double.pi * n2.next()) }
      var tgt: [Float] = []; for _ in 0..<2000 { let k = Double(Int(n2.next() * 8)); tgt += [Float(2 * cos(k * .pi / 4) + 0.05 * g2()), Float(2 * sin(k * .pi / 4) + 0.05 * g2())] }
      r.samples = SampleRecord(sampleShape: [2], count: 2000, iterations: snaps, flowTime: snaps.map(Double.init), wallTime: snaps.map(Double.init), snapshots: s, target: tgt)
      r.metrics = MetricRecord(iterations: ev, wallTime: ev.map(Double.init), series: [MetricSeries(name: "w1", values: w1, attributes: [NamedMetadata("floor", .number(0.094))])])
      r.training = TrainingRecord(); r.model = []
      try RunFile.write(r, to: "/tmp/keep/\(id).h5")
      rows.append(SweepRow(runID: id, caseName: name, seed: seed, swept: [SweptValue(path: "flow.persistency", value: .integer(p))], file: "/tmp/keep/\(id).h5"))
    }
  }
  let t = Date()
  try SweepFile.write(rows, heading: SweepFile.Heading(experiment: "w1fe-ring", gfrunVersion: "0.1.0", created: "x"), to: "/tmp/keep/w1fe-ring.h5")
  print("sweep took", -t.timeIntervalSinceNow)
  let f = try Folder()
  let p = try Sample.sweep(in: f); try FileManager.default.copyItem(atPath: p, toPath: "/tmp/keep/ring.h5")
}
