import CKernels
import Glibc
import Testing

@Suite("Kernels of densities")
struct DensityKernelTests {
  @Test("take logarithms to a unit in the last place or two, over all normal numbers")
  func logarithms() {
    var values: [Double] = [1, 2, 0.5, 0x1p-1022, Double.greatestFiniteMagnitude, 0.9999999]
    for step in 0..<4000 { values.append(exp((Double(step) - 2000) / 2.9 + 0.1)) }
    var logs = [Double](repeating: 0, count: values.count)
    unsafe gfk_logarithms(values, &logs, values.count)
    for (value, found) in zip(values, logs) {
      #expect(abs(found - log(value)) <= 2.5 * max(abs(log(value)).ulp, 0x1p-60), "\(value)")
    }
    unsafe gfk_logarithms([0, 0x1p-1070], &logs, 2)
    #expect(logs[0] == logs[1] && abs(logs[0] - log(0x1p-1022)) < 1e-12)
  }

  @Test("take the logistic diffusion and its slope as libm does")
  func logistic() {
    let ratios = (0..<3000).map { exp((Double($0) - 1500) / 2.5) }
    var (potentials, slopes) = (ratios, ratios)
    unsafe gfk_logistic_diffusion(ratios, 0.5, 0.25, &potentials, &slopes, ratios.count)
    for (index, ratio) in ratios.enumerated() {
      let expected = 2 * log1p(0.25 * ratio)
      #expect(abs(potentials[index] - expected) <= 3 * expected.ulp, "\(ratio)")
      #expect(abs(slopes[index] * (1 + 0.25 * ratio) - 0.5) < 1e-15, "\(ratio)")
    }
  }
}
