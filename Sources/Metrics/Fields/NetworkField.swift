package import Arrays
internal import CKernels

/// The MMD between laws of networks, whose kernel is what their outputs have in common.
///
/// A network with one hidden layer and the weights z = (w₁, …, w_H, b), w_h ∈ ℝᵈ, answers an input x with
/// ψ(x, z) = exp(−s² / width²), s = Σ_h b_h max(w_h·x, 0). With k(z, z′) = E_x ψ(x, z) ψ(x, z′) half the
/// squared MMD between students and teachers is half the mean squared error of the mean answers, and its
/// flow is what training the students does to them.
///
/// - SeeAlso: Arbel, Korba, Salim & Gretton, *Maximum mean discrepancy gradient flow*, NeurIPS 2019,
///   section 5.
package struct NetworkField: Sendable {
  /// The dimension d of the inputs.
  package let dimension: Int
  /// The number H of hidden units.
  package let hidden: Int
  /// The length scale of the last function.
  package let width: Double

  /// Networks of so many weights, `hidden` times one more than the dimension of their inputs.
  package init(weights: Int, hidden: Int, width: Double) {
    precondition(weights > hidden && weights.isMultiple(of: hidden), "a network has weights")
    dimension = weights / hidden - 1
    (self.hidden, self.width) = (hidden, width)
  }

  /// The answers of networks to inputs.
  ///
  /// - Parameters:
  ///   - networks: their weights, [network, H (d + 1)].
  ///   - inputs: [input, d].
  /// - Returns: [network, input].
  package func features(
    of networks: Matrix<Double>, at inputs: Matrix<Double>
  ) -> Matrix<Double> {
    let x = Self.transposed(inputs)
    var scratch = [Double](repeating: 0, count: (hidden + 1) * inputs.rows)
    var result = [Double](repeating: 0, count: networks.rows * inputs.rows)
    unsafe gfk_network_features(
      shape(inputs), networks.rows, networks.elements, x, &result, &scratch)
    return Matrix(rows: networks.rows, columns: inputs.rows, elements: result)
  }

  /// By how much the mean answer of `students` exceeds that of `teachers`, at each input.
  package func residual(
    of students: Matrix<Double>, from teachers: Matrix<Double>, at inputs: Matrix<Double>
  ) -> [Double] {
    zip(mean(of: students, at: inputs), mean(of: teachers, at: inputs)).map { $0 - $1 }
  }

  /// −∇f at each of `networks`, f(z) = mean over inputs of the residual times ψ(x, z), the witness.
  package func velocity(
    of networks: Matrix<Double>, residual: [Double], at inputs: Matrix<Double>
  ) -> Matrix<Double> {
    precondition(residual.count == inputs.rows, "every input has its residual")
    let share = -1 / Double(inputs.rows)
    let x = Self.transposed(inputs)
    var scratch = [Double](repeating: 0, count: (hidden + 2) * inputs.rows)
    var result = networks.elements
    unsafe gfk_network_gradients(
      shape(inputs), networks.rows, networks.elements, x, residual.map { share * $0 }, &result,
      &scratch)
    return Matrix(rows: networks.rows, columns: networks.columns, elements: result)
  }

  private func mean(of networks: Matrix<Double>, at inputs: Matrix<Double>) -> [Double] {
    let answers = features(of: networks, at: inputs)
    var sums = [Double](repeating: 0, count: inputs.rows)
    for row in 0..<answers.rows {
      for column in sums.indices { sums[column] += answers[row, column] }
    }
    return sums.map { $0 / Double(networks.rows) }
  }

  private func shape(_ inputs: Matrix<Double>) -> gfk_networks {
    precondition(inputs.columns == dimension, "inputs have the networks' dimension")
    return gfk_networks(
      dimension: dimension, hidden: hidden, inputs: inputs.rows, width: width)
  }

  private static func transposed(_ matrix: Matrix<Double>) -> [Double] {
    (0..<matrix.columns).flatMap { column in (0..<matrix.rows).map { matrix[$0, column] } }
  }
}
