import CKernels
import Glibc
import Testing

@Suite("Transcendental kernels")
struct FunctionAccuracyTests {
  struct Function: Sendable, CustomTestStringConvertible {
    let name: String
    let bound: Double
    let range: ClosedRange<Double>
    let kernel: @Sendable ([Float]) -> [Float]
    let exact: @Sendable (Double) -> Double
    var testDescription: String { name }
  }

  static func map(
    _ x: [Float],
    _ kernel: (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void
  ) -> [Float] {
    var y = [Float](repeating: 0, count: x.count)
    unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeMutableBufferPointer { y in
        unsafe kernel(x.baseAddress, y.baseAddress, x.count)
      }
    }
    return y
  }

  static let functions = [
    Function(
      name: "exp", bound: 1.5, range: -87.3...88.7,
      kernel: { x in unsafe map(x) { unsafe gfk_exp($0, $1, $2) } }, exact: { exp($0) }),
    Function(
      name: "tanh", bound: 2, range: -12...12,
      kernel: { x in unsafe map(x) { unsafe gfk_tanh($0, $1, $2) } }, exact: { tanh($0) }),
    Function(
      name: "sigmoid", bound: 3, range: -87...30,
      kernel: { x in unsafe map(x) { unsafe gfk_sigmoid($0, $1, $2) } },
      exact: { 1 / (1 + exp(-$0)) }),
    Function(
      name: "softplus", bound: 3, range: -87...90,
      kernel: { x in unsafe map(x) { unsafe gfk_softplus($0, $1, $2) } },
      exact: { max($0, 0) + log1p(exp(-abs($0))) }),
    Function(
      name: "log", bound: 1.5, range: 1e-6...30,
      kernel: { x in unsafe map(x) { unsafe gfk_log($0, $1, $2) } }, exact: { log($0) }),
  ]

  /// Evenly spaced points, and points that crowd towards 0 over many magnitudes.
  static func points(_ range: ClosedRange<Double>) -> [Float] {
    let even = (0...400_000).map {
      Float(range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / 400_000)
    }
    let small = (0...100_000).map { Float(pow(10, -8 + 8.5 * Double($0) / 100_000)) }
    return (even + small + small.map { -$0 }).filter { range.contains(Double($0)) }
  }

  @Test("stay within their stated error", arguments: functions)
  func accuracy(_ function: Function) {
    let x = Self.points(function.range)
    let y = function.kernel(x)
    var (worst, at) = (0.0, Float(0))
    for (x, y) in zip(x, y) {
      let exact = function.exact(Double(x))
      let error = abs(Double(y) - exact) / Double(Float(abs(exact)).ulp)
      if !(error <= worst) { (worst, at) = (error, x) }
    }
    #expect(worst <= function.bound, "\(function.name)(\(at)) is off by \(worst) ulp")
    #expect(worst > 0.3, "an error this small says the measure is wrong")
  }

  @Test("log is right from the smallest number to the greatest")
  func logarithmOfExtremes() {
    let x: [Float] = [
      .leastNonzeroMagnitude, 7 * .leastNonzeroMagnitude, .leastNormalMagnitude, 1e-20, 1, 1e20,
      .greatestFiniteMagnitude,
    ]
    let y = unsafe Self.map(x) { unsafe gfk_log($0, $1, $2) }
    for (x, y) in zip(x, y) { #expect(abs(Double(y) - log(Double(x))) <= 1e-5) }
  }

  @Test("NaN stays NaN and infinities go to their limits", arguments: [1, 7, 16, 35])
  func limits(_ count: Int) {
    func last(_ value: Float, _ kernel: ([Float]) -> [Float]) -> Float {
      kernel([Float](repeating: 0.5, count: count - 1) + [value])[count - 1]
    }
    for function in Self.functions { #expect(last(.nan, function.kernel).isNaN) }
    let limits: [(Float, Float)] = [(.infinity, 0), (0, 1), (1, 1), (.infinity, .infinity)]
    let lower: [Float] = [0, -1, 0, 0]
    for (index, function) in Self.functions.prefix(4).enumerated() {
      #expect(last(.infinity, function.kernel) == (index == 0 ? .infinity : limits[index].1))
      #expect(last(-.infinity, function.kernel) == lower[index])
    }
    let log = Self.functions[4].kernel
    #expect(last(.infinity, log) == .infinity && last(0, log) == -.infinity)
    #expect(last(-1, log).isNaN)
  }

  @Test("exp reaches zero through subnormal numbers and infinity above the greatest number")
  func exponentialOfExtremes() {
    let y = unsafe Self.map([-103, -95, -110, 88.8, 200]) { unsafe gfk_exp($0, $1, $2) }
    #expect(y[0] == .leastNonzeroMagnitude && abs(y[1] / Float(exp(-95.0)) - 1) < 1e-3 && y[2] == 0)
    #expect(y[3] == .infinity && y[4] == .infinity)
  }

  @Test("rectifiers and gates pass NaN on and stop infinity at slope 0")
  func rectifiers() {
    let x: [Float] = [.nan, -.infinity, .infinity, -2, 0, 3]
    let relu = unsafe Self.map(x) { unsafe gfk_relu($0, 0, $1, $2) }
    #expect(relu[0].isNaN && Array(relu[1...]) == [0, .infinity, 0, 0, 3])
    let leaky = unsafe Self.map(x) { unsafe gfk_relu($0, 0.5, $1, $2) }
    #expect(leaky[0].isNaN && Array(leaky[1...]) == [-.infinity, .infinity, -1, 0, 3])
    let g = [Float](repeating: .nan, count: 6)
    let gated = unsafe Self.map(g) { g, y, n in
      unsafe x.withUnsafeBufferPointer { unsafe gfk_gate(g, $0.baseAddress, 0, y, n) }
    }
    #expect(gated.map(\.isNaN) == [true, false, true, false, false, true])
  }
}
