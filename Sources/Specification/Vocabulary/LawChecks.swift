/// What must hold between the keys of a law.
enum LawChecks {
  /// A list under `key` has as many elements as the integer under `count` says.
  static func length(of key: String, as count: String) -> Check {
    Check(reads: [Path(key), Path(count)]) { law, _ in
      guard let elements = law[key].listOrNil, let wanted = law[count].integerOrNil,
        elements.count != wanted
      else { return [] }
      return [
        Finding(
          Path(key),
          "'\(key)' has \(counted(elements.count, "number")), but '\(count)' is \(wanted)",
          hint: "expected \(counted(wanted, "number")), or one for all")
      ]
    }
  }

  /// A list under `key` has one element for each of the means.
  static func perComponent(_ key: String) -> Check {
    Check(reads: [Path(key), "means"]) { law, _ in
      guard let elements = law[key].listOrNil, let means = law["means"].listOrNil,
        elements.count != means.count
      else { return [] }
      return [
        Finding(
          Path(key),
          "'\(key)' has \(counted(elements.count, "number")) for \(counted(means.count, "mean"))",
          hint: "expected \(counted(means.count, "number"))")
      ]
    }
  }

  /// All the means of a mixture have one dimension.
  static let means = Check(reads: ["means"]) { law, _ in
    let sizes = (law["means"].listOrNil ?? []).map { $0.listOrNil?.count ?? 0 }
    return sizes.indices.filter { sizes[$0] != sizes[0] }.map { index in
      Finding(
        Path(["means", String(index)]),
        "this mean has \(counted(sizes[index], "coordinate")), the first has \(sizes[0])",
        hint: "all means have one dimension")
    }
  }

  /// The covariance of a Gaussian is a covariance of its dimension.
  static let covariance = Check(reads: ["covariance", "dimension"]) { law, _ in
    matrixFindings(law["covariance"], at: "covariance", dimension: law["dimension"].integerOrNil)
  }

  /// A mixture has one covariance, of the dimension of the means, for each mean.
  static let covariances = Check(reads: ["covariances", "means"]) { law, _ in
    guard let matrices = law["covariances"].listOrNil, let means = law["means"].listOrNil else {
      return []
    }
    guard matrices.count == means.count else {
      let message =
        "\(counted(matrices.count, "matrix", "matrices")) for \(counted(means.count, "mean"))"
      return [Finding("covariances", message, hint: "expected \(means.count)")]
    }
    let dimension = means.first?.listOrNil?.count
    return matrices.enumerated().flatMap { index, matrix in
      matrixFindings(matrix, at: Path(["covariances", String(index)]), dimension: dimension)
    }
  }

  /// Equal counts per mode and weights exclude each other.
  static let balancedWeights = Check(reads: ["balanced", "weights"]) { law, _ in
    guard law["balanced"].booleanOrNil == true, !law["weights"].isNull else { return [] }
    return [
      Finding(
        "balanced", "'balanced' and 'weights' exclude each other",
        hint: "balanced draws equally many samples from every component")
    ]
  }

  /// The lower end of a box is below the upper one in every coordinate.
  static let lowBelowHigh = Check(reads: ["low", "high", "dimension"]) { law, _ in
    let ends = ["low", "high"].map {
      law[$0].numbersOrNil ?? law[$0].numberOrNil.map { [$0] } ?? []
    }
    let count = ends.map(\.count).max() ?? 0
    guard ends.allSatisfy({ $0.count == count || $0.count == 1 }) else { return [] }
    for coordinate in 0..<count {
      let low = ends[0][ends[0].count == 1 ? 0 : coordinate]
      let high = ends[1][ends[1].count == 1 ? 0 : coordinate]
      if low >= high {
        let values = "\(NumberText.canonical(low)) is not below \(NumberText.canonical(high))"
        return [Finding("low", "'low' must be below 'high': \(values)")]
      }
    }
    return []
  }

  private static func matrixFindings(_ matrix: Value, at path: Path, dimension: Int?) -> [Finding] {
    guard let rows = matrix.listOrNil?.compactMap(\.numbersOrNil), let dimension else { return [] }
    guard rows.count == dimension, rows.allSatisfy({ $0.count == dimension }) else {
      return [
        Finding(
          path, "the covariance is not a matrix of \(dimension) rows and \(dimension) columns",
          hint: "a row for each dimension")
      ]
    }
    for row in 0..<dimension {
      for column in 0..<row where rows[row][column] != rows[column][row] {
        return [
          Finding(
            path.appending(String(row)),
            "the covariance is not symmetric in row \(row + 1) and column \(column + 1)")
        ]
      }
    }
    return isPositiveDefinite(rows)
      ? [] : [Finding(path, "the covariance is not positive definite")]
  }

  /// Whether Cholesky's factorisation of a symmetric matrix exists in double precision.
  private static func isPositiveDefinite(_ matrix: [[Double]]) -> Bool {
    var factor = matrix
    for row in matrix.indices {
      for column in 0...row {
        var sum = matrix[row][column]
        for inner in 0..<column { sum -= factor[row][inner] * factor[column][inner] }
        if row == column {
          guard sum > 0, sum.isFinite else { return false }
          factor[row][row] = sum.squareRoot()
        } else {
          factor[row][column] = sum / factor[column][column]
        }
      }
    }
    return true
  }

  private static func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
  }
}
