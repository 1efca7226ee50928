import Specification

/// The text of a page: its frame, style and script, which are files of this module, and its data.
struct PageText {
  /// What the browser calls the page.
  let title: String
  /// What the script shows.
  let data: Value

  /// The page in UTF-8.
  var html: [UInt8] {
    var page: [UInt8] = []
    var rest = PackageResources.page_html[...]
    // In the order in which the frame has them: what is put in is not looked at again.
    for (mark, content) in parts {
      guard let place = rest.firstRange(of: Array("{{\(mark)}}".utf8)) else {
        preconditionFailure("page.html has a place for \(mark)")
      }
      page += rest[..<place.lowerBound] + content
      rest = rest[place.upperBound...]
    }
    return page + rest
  }

  private var parts: [(mark: String, content: [UInt8])] {
    let scripts = [
      PackageResources.format_js, PackageResources.runs_js, PackageResources.series_js,
      PackageResources.chart_js, PackageResources.curves_js, PackageResources.particles_js,
      PackageResources.sections_js, PackageResources.page_js,
    ]
    return [
      ("title", Array(Self.escaped(title).utf8)), ("style", PackageResources.page_css),
      ("data", Self.embedded(data)), ("script", scripts.flatMap(\.self)),
    ]
  }

  /// Text as HTML shows it.
  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// JSON that no end of a script can stand in: a `<` is only ever part of a string.
  private static func embedded(_ data: Value) -> [UInt8] {
    let less = Array("\\u003c".utf8)
    var bytes: [UInt8] = []
    for byte in JSONText.compact(data).utf8 {
      if byte == UInt8(ascii: "<") { bytes += less } else { bytes.append(byte) }
    }
    return bytes
  }
}
