import Arrays

/// A transport problem moved and scaled so that nothing overflows, vanishes or cancels.
///
/// Coordinates are divided by a power of two that brings the greatest to about 1, which is exact, and
/// then centred. For p = 2 every cloud is centred by itself: that changes each cost by terms that
/// depend on the source or the target alone, hence neither the optimal plan nor the gap, and makes
/// near targets cheap targets. For p = 1 both clouds move together.
struct NormalisedProblem {
  /// An amount that goes from a row of the source to a row of the target.
  struct Move {
    let source: Int
    let target: Int
    let amount: Int64
  }

  /// What normalised lengths are multiplied by.
  let unit: Double
  let exponent: ExactTransport.Exponent
  let masses: Masses
  /// Scaled, not centred.
  let source: Matrix<Double>
  let target: Matrix<Double>

  init(
    source: Matrix<Double>, target: Matrix<Double>, masses: Masses,
    exponent: ExactTransport.Exponent
  ) {
    let greatest = max(
      source.elements.reduce(0) { max($0, $1.magnitude) },
      target.elements.reduce(0) { max($0, $1.magnitude) })
    // The significand's exponent, also of numbers too small to have a normal one.
    let power = greatest > 0 ? Int(greatest.exponent) : 0
    unit = Double(sign: .plus, exponent: power, significand: 1)
    self.exponent = exponent
    self.masses = masses
    self.source = Self.scaled(source, by: -power)
    self.target = Self.scaled(target, by: -power)
  }

  /// The cloud times a power of two, in two steps: the power itself may be out of range.
  private static func scaled(_ cloud: Matrix<Double>, by power: Int) -> Matrix<Double> {
    let half = Double(sign: .plus, exponent: power / 2, significand: 1)
    let rest = Double(sign: .plus, exponent: power - power / 2, significand: 1)
    return Matrix(
      rows: cloud.rows, columns: cloud.columns, elements: cloud.elements.map { $0 * half * rest })
  }

  /// The mean of |x − y|ᵖ over the mass that is moved, in normalised lengths.
  func cost(of moves: [Move]) -> Double {
    var sum = CompensatedSum()
    for move in moves {
      var square = 0.0
      for column in 0..<source.columns {
        let difference = source[move.source, column] - target[move.target, column]
        square += difference * difference
      }
      let cost = exponent == .one ? square.squareRoot() : square
      sum.add(Double(move.amount) * cost)
    }
    return sum.value / masses.total
  }

  /// The plan that keeps the order of points on a line, which is optimal for every p ≥ 1.
  var sortedMoves: [Move] {
    func ascending(_ cloud: Matrix<Double>, _ masses: [Int64]) -> [Int] {
      (0..<cloud.rows).filter { masses[$0] > 0 }.sorted {
        (cloud.elements[$0], $0) < (cloud.elements[$1], $1)
      }
    }
    var moves: [Move] = []
    var (supply, demand) = (masses.source, masses.target)
    var targets = ascending(target, demand)[...]
    for row in ascending(source, supply) {
      while supply[row] > 0, let image = targets.first {
        let amount = min(supply[row], demand[image])
        moves.append(Move(source: row, target: image, amount: amount))
        supply[row] -= amount
        demand[image] -= amount
        if demand[image] == 0 { targets.removeFirst() }
      }
    }
    return moves.sorted { ($0.source, $0.target) < ($1.source, $1.target) }
  }
}
