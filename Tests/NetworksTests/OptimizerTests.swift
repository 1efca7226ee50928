import Graphs
import Networks
import Testing

@Suite("Optimisers")
struct OptimizerTests {
  static let optimizers: [Optimizer] = [
    .adam(rate: 0.01, beta1: 0.5, beta2: 0.9, epsilon: 1e-6), .sgd(rate: 0.1),
    .sgd(rate: 0.1, momentum: 0.8), .rmsprop(rate: 0.01, decay: 0.9, epsilon: 1e-6),
  ]

  static func buffer() -> ParameterBuffer {
    let buffer = ParameterBuffer([Parameter(name: "w", shape: Shape(1, 7))])
    buffer.set("w", to: (0..<7).map { Float($0) / 3 - 1 })
    return buffer
  }

  static func setGradients(of buffer: ParameterBuffer, at step: Int) {
    for index in 0..<7 {
      buffer.gradients[index] = Float((index * 7 + step * 5) % 11) * 0.2 - 1
    }
  }

  @Test("go on after a restore as if never interrupted", arguments: optimizers)
  func restoring(_ optimizer: Optimizer) {
    let (whole, broken) = (Self.buffer(), Self.buffer())
    let uninterrupted = OptimizerState(optimizer, of: whole)
    var state = OptimizerState(optimizer, of: broken)
    for step in 0..<9 {
      if step == 4 {
        let next = OptimizerState(optimizer, of: broken)
        next.restore(
          moments: state.namedMoments.map(\.elements), stepCount: state.stepCount)
        state = next
      }
      Self.setGradients(of: whole, at: step)
      Self.setGradients(of: broken, at: step)
      uninterrupted.step()
      state.step()
    }
    #expect(whole["w"] == broken["w"] && whole["w"] != Self.buffer()["w"])
    #expect(state.stepCount == 9)
  }

  @Test("take another rate for one step", arguments: optimizers)
  func rates(_ optimizer: Optimizer) {
    let (still, moved) = (Self.buffer(), Self.buffer())
    Self.setGradients(of: still, at: 0)
    Self.setGradients(of: moved, at: 0)
    OptimizerState(optimizer, of: still).step(rate: 0)
    OptimizerState(optimizer, of: moved).step(rate: 2 * optimizer.rate)
    #expect(still["w"] == Self.buffer()["w"])
    let single = Self.buffer()
    Self.setGradients(of: single, at: 0)
    OptimizerState(optimizer, of: single).step()
    for index in 0..<7 {
      let start = still.values[index]
      let (one, two) = (single.values[index] - start, moved.values[index] - start)
      #expect(abs(two - 2 * one) < 1e-6)
    }
  }

  @Test("let a NaN in a gradient reach the parameter", arguments: optimizers)
  func nan(_ optimizer: Optimizer) {
    let buffer = Self.buffer()
    buffer.gradients[3] = .nan
    OptimizerState(optimizer, of: buffer).step()
    #expect(!buffer.isFinite && buffer.values[3].isNaN && buffer.values[2].isFinite)
  }
}
