import Arrays
import Distributions
import Randomness
import Specification
import Training

/// What gfrun has and a program may ask for while it trains: draws, first parameters, schedules.
struct HostService {
  /// The most numbers of one answer.
  private static let limit = 1 << 28

  private let run: Run
  private let log: (String) -> Void

  /// The service of a run; `log` takes lines for its log.
  init(_ run: Run, log: @escaping (String) -> Void) {
    self.run = run
    self.log = log
  }

  /// The answer to a request; nil where it needs none.
  ///
  /// - Throws: `TrainerConnection.Refusal`.
  func answer(_ message: TrainerMessage) throws -> HostMessage? {
    let body = message.body
    switch body.type {
    case "draw": return try draws(body)
    case "uniform": return try numbers(body) { $0.fillUniform(&$1) }
    case "normal": return try numbers(body) { $0.fillNormal(&$1, deviation: 1) }
    case "parameters": return try parameters(body)
    case "values": return try values(body)
    case "log":
      log(body.message ?? "")
      return nil
    case "progress": return nil
    default:
      throw TrainerConnection.Refusal("the protocol has no message '\(body.type)' at this point")
    }
  }

  private func stream(_ body: TrainerMessage.Body) throws -> RandomStream {
    guard let purpose = body.purpose else {
      throw TrainerConnection.Refusal("'\(body.type)' names no purpose")
    }
    return run.stream(.init(purpose), iteration: body.iteration ?? 0)
  }

  private func count(_ body: TrainerMessage.Body, each: Int) throws -> (count: Int, blocks: Int) {
    guard let count = body.count, count >= 1, (body.blocks ?? 1) >= 1,
      count <= Self.limit / each, (body.blocks ?? 1) <= Self.limit / (count * each)
    else {
      throw TrainerConnection.Refusal(
        "'\(body.type)' asks for \(body.count.map(String.init) ?? "no") numbers or points")
    }
    return (count, body.blocks ?? 1)
  }

  private func draws(_ body: TrainerMessage.Body) throws -> HostMessage {
    let law: any Distribution
    switch body.law {
    case "source": law = run.source
    case "target": law = run.target
    default: throw TrainerConnection.Refusal("'draw' asks for the law '\(body.law ?? "")'")
    }
    let (count, blocks) = try count(body, each: law.dimension)
    var stream = try stream(body)
    var elements: [Float] = []
    for _ in 0..<blocks { elements += law.sample(count: count, using: &stream).elements }
    return HostMessage(
      "arrays",
      arrays: [
        ArrayBlock("draws", .floats(elements), shape: [count * blocks, law.dimension])
      ])
  }

  private func numbers(
    _ body: TrainerMessage.Body, _ fill: (inout RandomStream, inout [Float]) -> Void
  ) throws -> HostMessage {
    let (count, blocks) = try count(body, each: 1)
    var stream = try stream(body)
    var elements: [Float] = []
    var values = [Float](repeating: 0, count: count)
    for _ in 0..<blocks {
      fill(&stream, &values)
      elements += values
    }
    return HostMessage("arrays", arrays: [ArrayBlock(body.type, .floats(elements))])
  }

  private func parameters(_ body: TrainerMessage.Body) throws -> HostMessage {
    guard let network = body.network, let parameters = FirstParameters(of: network, in: run) else {
      throw TrainerConnection.Refusal("'parameters' asks for the network '\(body.network ?? "")'")
    }
    return HostMessage("arrays", arrays: parameters.arrays)
  }

  private func values(_ body: TrainerMessage.Body) throws -> HostMessage {
    guard let iteration = body.iteration, iteration >= 0 else {
      throw TrainerConnection.Refusal("'values' names no iteration")
    }
    let (flow, schedule) = (run.specification["flow"], run.specification["schedule"])
    let iterations = schedule["iterations"].integer
    let value = { (value: Value) -> Value in
      value.isNull ? .null : .number(Schedule(value, iterations: iterations)(iteration))
    }
    return HostMessage(
      "values",
      [
        ("step", value(flow["step"])),
        (
          "persistency",
          .integer(max(1, Int(value(flow["persistency"]).numberOrNil?.rounded() ?? 1)))
        ),
        ("generator_rate", value(schedule["generator"]["optimizer"]["rate"])),
        ("potential_rate", value(schedule["potential"]["optimizer"]["rate"])),
      ])
  }
}
