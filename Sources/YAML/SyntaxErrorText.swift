extension SyntaxError {
  /// What is wrong, in one clause without a full stop.
  package var message: String {
    switch problem {
    case .notUTF8(let byte, let offset):
      "the file is not UTF-8: byte 0x\(SyntaxError.hexadecimal(UInt32(byte))) at offset \(offset)"
    case .otherEncoding(let encoding): "the file is \(encoding), not UTF-8"
    case .forbiddenCharacter(0): "a NUL character, which YAML does not allow"
    case .forbiddenCharacter(let value):
      "the character U+\(SyntaxError.hexadecimal(value, width: 4)), which YAML does not allow"
    case .tooLarge(let limit): "the file is larger than \(limit) bytes"
    case .empty: "the file is empty"
    case .severalDocuments: "a second document starts here"
    case .duplicateKey(let key, _): "duplicate key '\(key)'"
    case .keyIsNotScalar: "a key that is a list or a mapping"
    case .unknownAlias(let name): "unknown alias '*\(name)'"
    case .recursiveAlias(let name): "alias '*\(name)' is inside the node it names"
    case .tooManyNodes(let limit): "with its aliases expanded the file has over \(limit) nodes"
    case .tooDeep(let limit): "nested more than \(limit) levels deep"
    case .mergeOfNonMapping: "'<<' merges something that is not a mapping"
    case .unknownTag(let tag): "unknown tag '\(tag)'"
    case .tagMismatch(let tag, let text): "'\(text)' is not what its tag '\(tag)' says"
    case .tab: "a tab where YAML allows only spaces"
    case .malformed(let problem, _, _): SyntaxError.plainWords[problem]?.message ?? problem
    }
  }

  /// What was expected or what to do, in one clause; nil where the message says all.
  package var hint: String? {
    switch problem {
    case .notUTF8, .otherEncoding: "save the file as UTF-8"
    case .forbiddenCharacter: "remove it, or write it as an escape in double quotes"
    case .tooLarge, .tagMismatch: nil
    case .empty: "an experiment needs at least name, data, flow and schedule"
    case .severalDocuments: "one file is one experiment: remove '---' and what follows"
    case .duplicateKey: "remove one of the two"
    case .keyIsNotScalar: "expected a name"
    case .unknownAlias(let name): "an anchor '&\(name)' must come before it"
    case .recursiveAlias: "a value cannot contain itself"
    case .tooManyNodes: "do aliases multiply each other?"
    case .tooDeep: nil
    case .mergeOfNonMapping: "expected a mapping, or a list of mappings"
    case .unknownTag: "expected no tag, or one of !!str !!int !!float !!bool !!null !!seq !!map"
    case .tab: "indent with spaces"
    case .malformed(let problem, let context, _): SyntaxError.plainWords[problem]?.hint ?? context
    }
  }

  /// Another place that belongs to the error, with what it is.
  package var note: (location: SourceLocation, label: String)? {
    switch problem {
    case .duplicateKey(_, let first): (first, "first here")
    case .malformed(_, _, let place?): (place, "opened here")
    default: nil
    }
  }

  /// What libyaml says, in the words of someone who does not write parsers.
  private static let plainWords: [String: (message: String, hint: String)] = [
    "mapping values are not allowed in this context": (
      "a ':' that cannot start a value here",
      "quote a text that contains ': ', or check the indentation"
    ),
    "did not find expected key": (
      "expected a key here", "is the indentation that of the keys above?"
    ),
    "did not find expected '-' indicator": (
      "expected an element '- …' here", "is the indentation that of the elements above?"
    ),
    "did not find expected ',' or '}'": ("expected ',' or '}'", "is a '{' left open?"),
    "did not find expected ',' or ']'": ("expected ',' or ']'", "is a '[' left open?"),
    "did not find expected node content": ("expected a value here", "is a value missing?"),
    "could not find expected ':'": ("a key without ':'", "expected 'key: value'"),
    "found unexpected end of stream": (
      "a quote that is never closed", "is a closing quote missing?"
    ),
    "found character that cannot start any token": (
      "a character that cannot start a value", "quote the value"
    ),
    "block sequence entries are not allowed in this context": (
      "a '-' that cannot start an element here", "start the list on its own line"
    ),
  ]

  private static func hexadecimal(_ value: UInt32, width: Int = 2) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
