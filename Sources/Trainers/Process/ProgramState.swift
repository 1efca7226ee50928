import Training

/// The arrays of a program's state as a checkpoint keeps them, and back.
///
/// A checkpoint keeps vectors; the shape of an array with several extents stands beside it.
enum ProgramState {
  private static let shapes = "shape/"
  private static let values = "value/"

  /// A state made of arrays.
  static func state(_ blocks: [ArrayBlock], at iteration: Int) -> TrainerState {
    var arrays: [String: TrainerState.Content] = [:]
    for block in blocks {
      arrays[values + block.name] =
        switch block.elements {
        case .floats(let elements): .floats(elements)
        case .doubles(let elements): .doubles(elements)
        case .integers(let elements): .integers(elements)
        }
      if block.shape.count != 1 { arrays[shapes + block.name] = .integers(block.shape) }
    }
    return TrainerState(iteration: iteration, arrays: arrays)
  }

  /// Whether a checkpoint can keep an array of this name: its parts are the names of groups.
  static func isName(_ name: String) -> Bool {
    name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part != "." && part != ".."
        && part.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
          default: false
          }
        }
    }
  }

  /// The arrays of a state, in the order of their names.
  static func blocks(_ state: TrainerState) -> [ArrayBlock] {
    state.arrays.sorted { $0.key < $1.key }.compactMap { key, content in
      guard key.hasPrefix(values) else { return nil }
      let name = String(key.dropFirst(values.count))
      let elements: ArrayBlock.Elements =
        switch content {
        case .floats(let elements): .floats(elements)
        case .doubles(let elements): .doubles(elements)
        case .integers(let elements): .integers(elements)
        }
      guard case .integers(let shape)? = state.arrays[shapes + name] else {
        return ArrayBlock(name, elements)
      }
      return ArrayBlock(name, elements, shape: shape)
    }
  }
}
