import Foundation

/// What a process writes to standard error, of which the last line matters when it has died.
///
/// A file without a name, and not a pipe: nobody has to empty it while the process runs.
struct LastWords {
  /// Where the process writes.
  let handle: FileHandle

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("gfbench-\(UUID().uuidString)")
    try Data().write(to: url)
    handle = try FileHandle(forUpdating: url)
    try FileManager.default.removeItem(at: url)
  }

  /// The last line that is not empty.
  var text: String {
    try? handle.seek(toOffset: 0)
    let bytes = (try? handle.readToEnd()).flatMap { $0 } ?? Data()
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return lines.last { !$0.allSatisfy(\.isWhitespace) }.map { String($0.prefix(200)) } ?? ""
  }
}
