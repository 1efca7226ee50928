import Benchmarking
import Testing

@Suite("Operations of matrix products")
struct ProductCountTests {
  /// Two hidden layers: the products written out one by one, 2·m·n·k each.
  @Test("are those of every product of a step")
  func writtenOut() {
    let generator = ProductCount(widths: [3, 4, 5, 2], batch: 10)
    let critic = ProductCount(widths: [2, 6, 7, 1], batch: 10)
    #expect(generator.forward == 2 * 10 * (3 * 4 + 4 * 5 + 5 * 2))
    // Weights of three layers, and what passes down through two of them.
    #expect(generator.parameterGradient == 2 * 10 * (12 + 20 + 10) + 2 * 10 * (20 + 10))
    #expect(critic.inputGradient == 2 * 10 * (12 + 42 + 7))
    #expect(
      ProductCount.adversarialStep(generator: generator, critic: critic)
        == 2 * 10 * ((42 + 72) + (61 + 61)))
    #expect(
      ProductCount.criticStep(generator: generator, critic: critic)
        == 2 * 10 * (42 + 3 * 61 + 61 + 2 * (61 + 49) + 2 * 61))
    #expect(
      ProductCount.eulerSteps(generator: generator, critic: critic, persistency: 3)
        == 2 * 10 * (42 + 2 * 61 + 3 * (42 + 72)))
  }

  @Test("are 32 products of the hidden layers in a WGAN-GP step, and little else")
  func dominating() {
    let (width, batch) = (128, 512)
    let generator = ProductCount(widths: [2, width, width, width, 2], batch: batch)
    let critic = ProductCount(widths: [2, width, width, width, 1], batch: batch)
    let step =
      ProductCount.criticStep(generator: generator, critic: critic)
      + ProductCount.adversarialStep(generator: generator, critic: critic)
    let hidden = 32 * 2 * batch * width * width
    #expect(step > hidden)
    #expect(Double(step) < 1.02 * Double(hidden))
  }
}
