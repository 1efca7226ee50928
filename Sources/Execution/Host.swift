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
    guard let text = contents(of: "/proc/cpuinfo") else { return "" }
    for line in text.split(separator: "\n") where line.hasPrefix("model name") {
      return line.split(separator: ":", maxSplits: 1).last
        .map { String($0.drop { $0 == " " }) } ?? ""
    }
    return ""
  }()

  private static func contents(of path: String) -> String? {
    guard let file = unsafe fopen(path, "r") else { return nil }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { break }
      bytes += chunk.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
