extension Explanation {
  /// The explanation as text in lines of at most `width` characters.
  package func text(width: Int) -> String {
    var text = HangingText(width: width)
    text.paragraph(path.text)
    for meaning in meanings {
      text.space()
      meaning.append(to: &text)
    }
    return text.text
  }
}

extension Explanation.Meaning {
  fileprivate func append(to text: inout HangingText) {
    if !circumstances.isEmpty { text.paragraph("where " + circumstances.words, indentation: 2) }
    text.paragraph(summary, indentation: 2)
    text.space()
    text.labelled(facts, indentation: 2)
    for (index, entries) in [choices, keys].enumerated() where !entries.isEmpty {
      text.space()
      text.paragraph(index == 0 ? "choices" : "keys", indentation: 2)
      text.labelled(entries.map { ($0.name, $0.texts) }, indentation: 4)
    }
  }

  private var facts: [(label: String, texts: [String])] {
    var facts = [(label: "expected", texts: [expected])]
    if isRequired {
      facts.append(("default", ["none: it must be given"]))
    } else if !defaults.isEmpty {
      facts.append(("default", defaults.map(\.words)))
    }
    if let formula { facts.append(("formula", [formula])) }
    if let source { facts.append(("source", [source])) }
    if !aliases.isEmpty { facts.append(("aliases", [aliases.joined(separator: ", ")])) }
    if !brings.isEmpty {
      facts.append(
        (
          "brings",
          sortedBrings.map {
            "\($0.path): \(YAMLWriter.flow($0.value)), unless the file says otherwise"
          }
        ))
    }
    return facts
  }
}

extension Explanation.Default {
  fileprivate var words: String {
    let value = value.written
    return circumstances.isEmpty ? value : "\(value) where \(circumstances.words)"
  }
}

extension Explanation.Entry {
  /// What it means, then, for a key, what may stand there.
  fileprivate var texts: [String] {
    guard let expected else { return [summary] }
    if isRequired { return [summary, expected + "; must be given"] }
    return [summary, expected + (defaultValue.map { "; default \($0.written)" } ?? "")]
  }
}

extension [Explanation.Circumstance] {
  fileprivate var words: String {
    map { circumstance in
      let last = circumstance.kinds.last ?? ""
      let others = circumstance.kinds.dropLast().joined(separator: ", ")
      return "\(circumstance.path) is \(others.isEmpty ? last : "\(others) or \(last)")"
    }.joined(separator: " and ")
  }
}

extension Value {
  /// The value as a default is written: a section that may be left out is an empty mapping.
  fileprivate var written: String {
    self == [:] ? "that of each key" : YAMLWriter.flow(self)
  }
}

extension Listing {
  /// The things as text in lines of at most `width` characters.
  package func text(width: Int) -> String {
    var text = HangingText(width: width)
    for item in items {
      text.space()
      text.paragraph(item.name)
      text.paragraph(item.summary, indentation: 2)
      text.labelled(item.facts, indentation: 2)
    }
    return text.text
  }

  /// What there is of several sorts, as text in lines of at most `width` characters.
  package static func text(_ listings: [Listing], width: Int) -> String {
    var text = HangingText(width: width)
    text.labelled(
      listings.map { listing in
        let places = listing.paths.map(\.text).joined(separator: ", ")
        return (listing.name, ["\(listing.items.count): \(listing.summary)", places])
      }, indentation: 0)
    return text.text
  }
}

extension Listing.Item {
  fileprivate var facts: [(label: String, texts: [String])] {
    var facts: [(label: String, texts: [String])] = []
    if let formula { facts.append(("formula", [formula])) }
    if let source { facts.append(("source", [source])) }
    if !keys.isEmpty { facts.append(("keys", [keys.joined(separator: ", ")])) }
    if !aliases.isEmpty { facts.append(("aliases", [aliases.joined(separator: ", ")])) }
    return facts
  }
}
