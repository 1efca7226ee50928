import Execution
import Foundation
import Results
import Specification

/// The figures that were drawn of a sweep, as a page shows them.
struct PageFigures {
  private(set) var content: [Value] = []
  private(set) var notes: [String] = []

  /// Reads the pictures and tables in the folder at `path`, by their names.
  ///
  /// - Throws: `ResultsError` where the folder cannot be read.
  init(in path: String, _ limits: PageLimits) throws(ResultsError) {
    let names = try FolderListing.names(in: path).filter { !$0.hasPrefix(".") }.sorted()
    var seen: Set<String> = []
    for name in names {
      let stem = name.split(separator: ".").dropLast().joined(separator: ".")
      guard let type = Self.types[String(name.split(separator: ".").last ?? "")],
        type.isEmpty || seen.insert(stem).inserted,
        let data = FileManager.default.contents(atPath: "\(path)/\(name)")
      else { continue }
      guard data.count <= limits.pictureBytes else {
        notes.append("The picture \(name) is too large for this page: \(data.count >> 20) MB.")
        continue
      }
      content.append(
        type.isEmpty
          ? ["name": .string(stem), "table": .string(String(decoding: data, as: UTF8.self))]
          : [
            "name": .string(stem),
            "image": .string("data:\(type);base64,\(data.base64EncodedString())"),
          ])
    }
  }

  /// The media types of files that a page shows; none for a table in Markdown.
  private static let types = ["png": "image/png", "svg": "image/svg+xml", "md": ""]
}
