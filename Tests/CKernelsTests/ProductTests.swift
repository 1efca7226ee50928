import CKernels
import Testing

@Suite("Small products and sums")
struct ProductTests {
  struct Random {
    var state: UInt64 = 42
    mutating func next() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int64(bitPattern: state) >> 40) / Float(1 << 23)
    }
    mutating func array(_ count: Int) -> [Float] { (0..<count).map { _ in next() } }
  }

  static let shapes = [
    (1, 1, 1), (5, 3, 2), (64, 32, 2), (64, 2, 32), (2, 128, 512), (128, 2, 700), (128, 1, 512),
    (512, 1, 128), (17, 33, 9), (64, 64, 64), (3, 16, 1030), (7, 20, 530), (1, 40, 1), (65, 7, 3),
    (6, 15, 1), (100, 5, 1000),
  ]

  @Test("equal the definition for every shape, transposition and start", arguments: shapes)
  func product(_ m: Int, _ n: Int, _ k: Int) {
    var random = Random()
    let (a, b, start) = (random.array(m * k), random.array(k * n), random.array(m * n))
    for flags in 0..<8 {
      let (ta, tb, adds) = (flags & 1 != 0, flags & 2 != 0, flags & 4 != 0)
      var c = start
      unsafe gfk_small_product(
        m, n, k, ta ? 1 : 0, tb ? 1 : 0, a, ta ? m : k, b, tb ? k : n, &c, n, adds ? 1 : 0)
      var worst = 0.0
      for i in 0..<m {
        for j in 0..<n {
          var sum = adds ? Double(start[i * n + j]) : 0
          for p in 0..<k {
            sum +=
              Double(ta ? a[p * m + i] : a[i * k + p]) * Double(tb ? b[j * k + p] : b[p * n + j])
          }
          worst = max(worst, abs(sum - Double(c[i * n + j])))
        }
      }
      #expect(worst < 2e-6 * Double(k).squareRoot() + 1e-6, "flags \(flags): \(worst)")
    }
  }

  @Test(
    "with a mask equal the definition, whatever the shape and transposition",
    arguments: shapes + [(512, 128, 128), (600, 32, 64), (33, 31, 95)])
  func maskProduct(_ m: Int, _ n: Int, _ k: Int) {
    var random = Random()
    var (s, b) = (random.array(m * k), random.array(k * n))
    // Exactly zero stops, NaN passes, and what is stopped is never met.
    s[0] = 0
    s[m * k - 1] = .nan
    for flags in 0..<4 {
      let (ts, tb) = (flags & 1 != 0, flags & 2 != 0)
      let stopped = (0..<k).first { p in
        (0..<m).allSatisfy { (ts ? s[p * m + $0] : s[$0 * k + p]) <= 0 }
      }
      if let stopped { b[tb ? stopped : stopped * n] = .nan }
      var y = [Float](repeating: 7, count: m * n)
      unsafe gfk_mask_product(
        m, n, k, ts ? 1 : 0, tb ? 1 : 0, s, ts ? m : k, b, tb ? k : n, &y, n)
      var worst = 0.0
      for i in 0..<m {
        for j in 0..<n {
          let sum = (0..<k).reduce(0.0) { sum, p in
            let passes = !((ts ? s[p * m + i] : s[i * k + p]) <= 0)
            return passes ? sum + Double(tb ? b[j * k + p] : b[p * n + j]) : sum
          }
          worst = max(worst, sum == Double(y[i * n + j]) ? 0 : abs(sum - Double(y[i * n + j])))
        }
      }
      #expect(worst < 2e-6 * Double(k).squareRoot() + 1e-6, "flags \(flags): \(worst)")
      if let stopped { b[tb ? stopped : stopped * n] = 1 }
    }
  }

  @Test(
    "a transpose has every element in its place", arguments: [(1, 1), (8, 8), (37, 20), (5, 64)])
  func transpose(_ rows: Int, _ columns: Int) {
    var random = Random()
    let a = random.array(rows * columns)
    var y = [Float](repeating: 0, count: a.count)
    unsafe gfk_transpose(a, &y, rows, columns)
    for r in 0..<rows {
      for c in 0..<columns { #expect(y[c * rows + r] == a[r * columns + c]) }
    }
  }

  @Test("sums equal the sums in double precision", arguments: [1, 3, 15, 16, 17, 64, 130, 1000])
  func sums(_ columns: Int) {
    var random = Random()
    let rows = 37
    let a = random.array(rows * columns)
    var (across, down) = ([Float](repeating: 9, count: rows), [Float](repeating: 9, count: columns))
    unsafe gfk_row_sum(a, &across, rows, columns)
    unsafe gfk_column_sum(a, &down, rows, columns, 0)
    for r in 0..<rows {
      let exact = (0..<columns).reduce(0.0) { $0 + Double(a[r * columns + $1]) }
      #expect(abs(exact - Double(across[r])) < 1e-4)
    }
    for c in 0..<columns {
      let exact = (0..<rows).reduce(0.0) { $0 + Double(a[$1 * columns + c]) }
      #expect(abs(exact - Double(down[c])) < 1e-5)
    }
    let total = unsafe gfk_sum(a, a.count)
    #expect(abs(Double(total) - a.reduce(0.0) { $0 + Double($1) }) < 1e-2)
  }

  @Test("a NaN anywhere reaches the sum")
  func nanInSums() {
    for position in [0, 63, 64, 99] {
      var a = [Float](repeating: 1, count: 100)
      a[position] = .nan
      #expect(unsafe gfk_sum(a, 100).isNaN)
    }
  }
}
