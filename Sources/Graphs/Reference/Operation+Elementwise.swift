import Glibc

extension Operation {
  /// The value of an elementwise operation on one element of each operand, in double precision.
  func elementwise(_ x: [Double]) -> Double {
    switch self {
    case .add: x[0] + x[1]
    case .subtract: x[0] - x[1]
    case .multiply: x[0] * x[1]
    case .affine(_, let scale, let shift): x[0] * scale + shift
    case .reciprocal: 1 / x[0]
    case .squareRoot: x[0].squareRoot()
    case .exponential: exp(x[0])
    case .logarithm: log(x[0])
    case .tanh: Glibc.tanh(x[0])
    case .sigmoid: x[0] < 0 ? exp(x[0]) / (1 + exp(x[0])) : 1 / (1 + exp(-x[0]))
    case .softplus: (x[0] < 0 ? 0 : x[0]) + log1p(exp(-abs(x[0])))
    case .relu(_, let slope): x[0] < 0 ? (slope == 0 ? 0 : slope * x[0]) : x[0]
    case .gate(_, _, let slope): x[1] <= 0 ? (slope == 0 ? 0 : slope * x[0]) : x[0]
    case .source, .constant, .product, .maskProduct, .transpose, .reshape, .detach, .rowSum,
      .columnSum, .sum, .repeatColumn,
      .repeatRow, .fill:
      preconditionFailure("not elementwise")
    }
  }
}
