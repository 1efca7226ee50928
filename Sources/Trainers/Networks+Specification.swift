import Networks
import Specification

extension MLP {
  /// The network of a resolved specification between spaces of the given dimensions.
  ///
  /// An affine map is a perceptron without hidden layers that starts where it is told to.
  init(_ value: Value, from inputDimension: Int, to outputDimension: Int) {
    if value.kind == "affine" {
      self.init(
        inputDimension: inputDimension, outputDimension: outputDimension, hiddenWidths: [],
        initializer: .affine(value, from: inputDimension, to: outputDimension))
      return
    }
    let normalization = value["normalization"]
    self.init(
      inputDimension: inputDimension, outputDimension: outputDimension,
      hiddenWidths: value["hidden"].integers, activation: Activation(value["activation"]),
      normalization: Normalization(normalization), isResidual: value["residual"].boolean,
      output: Output(value["output"]),
      initializer: Initializer(value["initializer"]),
      scaleInitializer: ScaleInitializer(normalization["scale"]))
  }
}

extension MLP.Output {
  fileprivate init(_ value: Value) {
    switch value["kind"].textOrNil {
    case nil, "linear": self = .linear
    case "tanh": self = .tanh(bound: value["bound"].number)
    case let kind?: undeclared(kind)
    }
  }
}

extension Activation {
  fileprivate init(_ value: Value) {
    switch value.kind {
    case "relu": self = .relu
    case "leaky-relu": self = .leakyRelu(slope: value["slope"].number)
    case "elu": self = .elu(alpha: value["alpha"].number)
    case "tanh": self = .tanh
    case "softplus": self = .softplus
    case "silu": self = .silu
    default: undeclared(value.kind)
    }
  }
}

extension Normalization {
  fileprivate init(_ value: Value) {
    switch value.kind {
    case "none": self = .none
    case "batch": self = .batch(epsilon: value["epsilon"].number)
    case "layer": self = .layer(epsilon: value["epsilon"].number)
    case "spectral": self = .spectral
    default: undeclared(value.kind)
    }
  }
}

extension ScaleInitializer {
  fileprivate init(_ value: Value) {
    switch value["kind"].textOrNil {
    case nil, "ones": self = .ones
    case "normal":
      self = .normal(mean: value["mean"].number, deviation: value["deviation"].number)
    case let kind?: undeclared(kind)
    }
  }
}

extension Initializer {
  /// The start of x = shift + matrix · z; a weight is stored as the matrix's transpose.
  fileprivate static func affine(_ value: Value, from inputs: Int, to outputs: Int) -> Initializer {
    let rows = value["matrix"].listOrNil?.map(\.numbers)
    let scale = value["matrix"].numberOrNil ?? 0
    let weight = (0..<inputs).flatMap { input in
      (0..<outputs).map { output in
        Float(rows?[output][input] ?? (input == output ? scale : 0))
      }
    }
    let shift = value["shift"]
    let bias = shift.listOrNil?.map(\.number) ?? Array(repeating: shift.number, count: outputs)
    return .values(weight: weight, bias: bias.map { Float($0) })
  }

  fileprivate init(_ value: Value) {
    switch value.kind {
    case "he-normal": self = .heNormal
    case "he-uniform": self = .heUniform
    case "glorot-normal": self = .glorotNormal
    case "glorot-uniform": self = .glorotUniform
    case "torch": self = .torch
    case "normal": self = .normal(deviation: value["deviation"].number)
    default: undeclared(value.kind)
    }
  }
}

extension Optimizer {
  /// The optimiser of a resolved specification, with the rate that it starts at.
  init(_ value: Value, rate: Double) {
    switch value.kind {
    case "adam":
      self = .adam(
        rate: rate, beta1: value["beta1"].number, beta2: value["beta2"].number,
        epsilon: value["epsilon"].number)
    case "sgd": self = .sgd(rate: rate, momentum: value["momentum"].number)
    case "rmsprop":
      self = .rmsprop(
        rate: rate, decay: value["decay"].number, epsilon: value["epsilon"].number)
    default: undeclared(value.kind)
    }
  }
}
