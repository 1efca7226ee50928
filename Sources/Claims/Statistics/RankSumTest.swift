/// The exact rank-sum test of Wilcoxon, Mann and Whitney, by pairs.
package enum RankSumTest {
  /// P(U ≥ count) where U counts the pairs of one of m and one of n in a given order, all orders of
  /// the m + n being alike.
  ///
  /// - Complexity: m² n².
  /// - SeeAlso: Mann & Whitney 1947, equation 1.
  package static func upperTail(_ count: Int, _ m: Int, _ n: Int) -> Double {
    guard count > 0 else { return 1 }
    // ways[u]: of the orders of i and j, those with u pairs, as a share of all.
    var rows = [[Double]](repeating: [1], count: n + 1)
    for i in 1...max(m, 1) where m > 0 {
      var next: [[Double]] = [[1]]
      for j in 1...max(n, 1) where n > 0 {
        // The largest is one of the i, which is in order with all j, or one of the j.
        let share = Double(i) / Double(i + j)
        var ways = [Double](repeating: 0, count: i * j + 1)
        for (u, part) in rows[j].enumerated() { ways[u + j] += share * part }
        for (u, part) in next[j - 1].enumerated() { ways[u] += (1 - share) * part }
        next.append(ways)
      }
      rows = next
    }
    return min(1, rows[n].dropFirst(count).reduce(0, +))
  }
}
