import Foundation

/// What PyTorch computed for the same numbers; made by `scripts/dump_torch_reference.py`.
struct TorchReference: Decodable, Sendable {
  struct Case: Decodable, Sendable {
    let activation: String
    let flow: String
    let sides: String
    let weight: Double
    let batchNorm: Bool
    let targets: [Float]
    let sources: [Float]
    let mixing: [Float]
    let parameters: [String: [Float]]
    let samples: [Float]
    let loss: Double
    let objective: Double
    let penalty: Double
    let gradientNorm: Double
    let adversarialLoss: Double
    let fitLoss: Double
    let potentialGradients: [String: [Double]]
    let adversarialGradients: [String: [Double]]
    let fitGradients: [String: [Double]]
  }

  struct OptimizerCase: Decodable, Sendable {
    let name: String
    let values: [Float]
  }

  let batch: Int
  let cases: [Case]
  let optimizers: [OptimizerCase]

  static func load() throws -> TorchReference {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/torch-reference.json")
    return try JSONDecoder().decode(TorchReference.self, from: Data(contentsOf: file))
  }
}
