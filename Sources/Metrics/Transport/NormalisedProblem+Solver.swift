import Arrays
internal import CKernels

extension NormalisedProblem {
  /// The points that have mass, centred; the larger cloud is the solver's source.
  private struct Side {
    let rows: [Int]
    let points: Matrix<Double>
    let masses: [Int64]
  }

  /// An optimal plan and the duality gap of its cost, in normalised lengths.
  func solve() throws(MetricError) -> (moves: [Move], gap: Double) {
    let (x, y) = centred
    let isTurned = x.rows.count < y.rows.count
    let (from, to) = isTurned ? (y, x) : (x, y)
    var found = [gfk_transport_move](
      repeating: gfk_transport_move(), count: from.rows.count + to.rows.count)
    var result = gfk_transport_result()
    let status = Self.call(from, to, exponent, &found, &result)
    guard status == 0 else { throw .outOfMemory }
    let moves = found.prefix(result.moves).map { move in
      let (a, b) = (from.rows[Int(move.source)], to.rows[Int(move.target)])
      return Move(source: isTurned ? b : a, target: isTurned ? a : b, amount: move.amount)
    }
    return (
      isTurned ? moves.sorted { ($0.source, $0.target) < ($1.source, $1.target) } : moves,
      result.gap
    )
  }

  private static func call(
    _ from: Side, _ to: Side, _ exponent: ExactTransport.Exponent,
    _ moves: inout [gfk_transport_move], _ result: inout gfk_transport_result
  ) -> Int32 {
    unsafe from.points.elements.withUnsafeBufferPointer { source in
      unsafe to.points.elements.withUnsafeBufferPointer { target in
        unsafe from.masses.withUnsafeBufferPointer { supply in
          unsafe to.masses.withUnsafeBufferPointer { demand in
            var problem = unsafe gfk_transport_problem(
              source: source.baseAddress, target: target.baseAddress,
              supply: supply.baseAddress, demand: demand.baseAddress, sources: from.rows.count,
              targets: to.rows.count, dimension: from.points.columns,
              exponent: Int32(exponent.rawValue))
            return unsafe gfk_transport_solve(&problem, &moves, &result)
          }
        }
      }
    }
  }

  private var centred: (Side, Side) {
    let (a, b) = (mean(source, masses.source), mean(target, masses.target))
    let middle = zip(a, b).map { 0.5 * ($0 + $1) }
    let columns = varyingColumns
    return (
      side(source, masses.source, columns, centre: exponent == .one ? middle : a),
      side(target, masses.target, columns, centre: exponent == .one ? middle : b)
    )
  }

  /// The coordinates in which not all points agree, at least one.
  ///
  /// The others, such as the border of images, are no part of any distance.
  private var varyingColumns: [Int] {
    let columns = (0..<source.columns).filter { column in
      let first = source[0, column]
      return (0..<source.rows).contains { source[$0, column] != first }
        || (0..<target.rows).contains { target[$0, column] != first }
    }
    return columns.isEmpty ? [0] : columns
  }

  private func mean(_ cloud: Matrix<Double>, _ masses: [Int64]) -> [Double] {
    let total = self.masses.total
    var sums = Array(repeating: 0.0, count: cloud.columns)
    for row in 0..<cloud.rows {
      let share = Double(masses[row]) / total
      for column in 0..<cloud.columns { sums[column] += share * cloud[row, column] }
    }
    return sums
  }

  private func side(
    _ cloud: Matrix<Double>, _ masses: [Int64], _ columns: [Int], centre: [Double]
  ) -> Side {
    let rows = masses.indices.filter { masses[$0] > 0 }
    var points = Matrix<Double>(rows: rows.count, columns: columns.count, repeating: 0)
    for (place, row) in rows.enumerated() {
      for (index, column) in columns.enumerated() {
        points[place, index] = cloud[row, column] - centre[column]
      }
    }
    return Side(rows: rows, points: points, masses: rows.map { masses[$0] })
  }
}
