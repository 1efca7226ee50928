import Foundation

/// The memory of this process.
package enum ResidentMemory {
  /// The most bytes that were resident at a time since the process began (VmHWM); nil where the
  /// system does not say.
  package static var peak: Int? {
    FileManager.default.contents(atPath: "/proc/self/status")
      .flatMap { peak(inStatus: String(decoding: $0, as: UTF8.self)) }
  }

  /// The number that a text as in `/proc/self/status` gives as `VmHWM`.
  package static func peak(inStatus text: String) -> Int? {
    for line in text.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      let words = line.split { $0 == " " || $0 == "\t" }
      guard words.count == 3, words[2] == "kB", let kilobytes = Int(words[1]) else { return nil }
      return kilobytes * 1024
    }
    return nil
  }
}
