import Foundation
import Specification

/// A message of a program that speaks the trainer protocol, with the arrays behind it.
struct TrainerMessage {
  /// The keys that messages of the protocol have; each type of message has some of them.
  struct Body: Decodable {
    let type: String
    var `protocol`: Int?
    var name: String?
    var version: String?
    var options: [String: OptionDeclaration]?
    var flows: [String]?
    var resumes: Bool?
    var iteration: Int?
    var series: [String]?
    var flowTime: Double?
    var law: String?
    var purpose: String?
    var count: Int?
    var blocks: Int?
    var network: String?
    var message: String?
    var option: String?
    var arrays: [ArrayBlock.Header]?

    private enum CodingKeys: String, CodingKey {
      case type, `protocol`, name, version, options, flows, resumes, iteration, series
      case flowTime = "flow_time"
      case law, purpose, count, blocks, network, message, option, arrays
    }
  }

  let body: Body
  let arrays: [ArrayBlock]

  var type: String { body.type }

  /// The array of a name.
  func array(_ name: String) -> ArrayBlock? { arrays.first { $0.name == name } }
}

/// A message of ours.
struct HostMessage {
  /// The message's keys, `type` among them.
  private let members: [(String, Value)]
  private let arrays: [ArrayBlock]

  /// The message `type` with further keys and arrays.
  init(_ type: String, _ members: [(String, Value)] = [], arrays: [ArrayBlock] = []) {
    self.members = [("type", .string(type))] + members
    self.arrays = arrays
  }

  /// The line and what stands behind it.
  var bytes: [UInt8] {
    var members = members
    if !arrays.isEmpty {
      members.append(
        (
          "arrays",
          .list(
            arrays.map {
              .object([
                ("name", .string($0.name)), ("type", .string($0.elements.type)),
                ("shape", .list($0.shape.map { .integer($0) })),
              ])
            })
        ))
    }
    let line = JSONText.compact(.object(members))
    return arrays.reduce(into: Array(line.utf8) + [UInt8(ascii: "\n")]) { $0 += $1.elements.bytes }
  }
}

extension Value {
  /// An object of these members, in their order.
  static func object(_ members: [(String, Value)]) -> Value {
    .object(Object(members.map { Object.Member(key: $0.0, value: $0.1) }))
  }
}
