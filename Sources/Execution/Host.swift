import Foundation
import Glibc

/// The machine that runs are carried out on.
enum Host {
  /// Its name on the network.
  static var name: String {
    var information = utsname()
    guard unsafe uname(&information) == 0 else { return "" }
    return unsafe withUnsafeBytes(of: information.nodename) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// What the kernel drew when it was started; empty where it does not say.
  static let boot =
    (FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id"))
    .map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
    ?? ""

  /// The space that process numbers seen here are of; empty where the kernel does not say.
  static let processNamespace =
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? ""

  /// The model of its processor as the kernel names it; empty where the kernel does not say.
  static let processor: String = {
    guard let bytes = FileManager.default.contents(atPath: "/proc/cpuinfo") else { return "" }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    for line in lines where line.hasPrefix("model name") {
      return line.split(separator: ":", maxSplits: 1).last
        .map { String($0.drop { $0 == " " }) } ?? ""
    }
    return ""
  }()
}
