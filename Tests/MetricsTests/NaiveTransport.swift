import Arrays
import Metrics

/// The textbook solution of the assignment problem, kept to check the fast one: shortest augmenting
/// paths over dense rows (Jonker & Volgenant 1987), cubic, with no shortcut of any kind.
struct NaiveTransport {
  let exponent: Int

  func solve(_ source: Matrix<Double>, _ target: Matrix<Double>) -> (
    cost: Double, assignment: [Int]
  ) {
    let n = source.rows
    let costs = (0..<n).map { i in
      (0..<n).map { cost(source[row: i], target[row: $0], exponent) }
    }
    var rowPotential = [Double](repeating: 0, count: n + 1)
    var columnPotential = rowPotential
    // Column 0 stands for the row that is being added; rows and columns count from 1.
    var rowOfColumn = [Int](repeating: 0, count: n + 1)
    for row in stride(from: 1, through: n, by: 1) {
      rowOfColumn[0] = row
      var least = [Double](repeating: .infinity, count: n + 1)
      var previous = [Int](repeating: 0, count: n + 1)
      var isDone = [Bool](repeating: false, count: n + 1)
      var column = 0
      repeat {
        isDone[column] = true
        let i = rowOfColumn[column]
        var (delta, next) = (Double.infinity, 0)
        for j in 1...n where !isDone[j] {
          let reduced = costs[i - 1][j - 1] - rowPotential[i] - columnPotential[j]
          if reduced < least[j] { (least[j], previous[j]) = (reduced, column) }
          if least[j] < delta { (delta, next) = (least[j], j) }
        }
        for j in 0...n {
          if isDone[j] {
            rowPotential[rowOfColumn[j]] += delta
            columnPotential[j] -= delta
          } else {
            least[j] -= delta
          }
        }
        column = next
      } while rowOfColumn[column] != 0
      while column != 0 {
        rowOfColumn[column] = rowOfColumn[previous[column]]
        column = previous[column]
      }
    }
    var assignment = [Int](repeating: 0, count: n)
    for j in stride(from: 1, through: n, by: 1) { assignment[rowOfColumn[j] - 1] = j - 1 }
    return ((0..<n).reduce(0) { $0 + costs[$1][assignment[$1]] } / Double(n), assignment)
  }
}
