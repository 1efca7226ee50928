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
