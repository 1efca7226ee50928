/// Why a text is not a YAML document that can be used, and where.
package struct SyntaxError: Error, Hashable, Sendable {
  /// What can be wrong with a text.
  package enum Problem: Hashable, Sendable {
    /// The bytes are not UTF-8: the first wrong byte and how many precede it.
    case notUTF8(byte: UInt8, offset: Int)
    /// The file starts with the mark of UTF-16 or UTF-32.
    case otherEncoding(String)
    /// A character that YAML does not allow, such as NUL.
    case forbiddenCharacter(UInt32)
    /// More bytes than are read.
    case tooLarge(limit: Int)
    /// Nothing but white space and comments.
    case empty
    /// A second document starts here.
    case severalDocuments
    /// The mapping has this key already, at `first`.
    case duplicateKey(String, first: SourceLocation)
    /// A key that is a sequence or a mapping.
    case keyIsNotScalar
    /// An alias to an anchor that is not (yet) defined.
    case unknownAlias(String)
    /// An alias inside the node that its anchor names.
    case recursiveAlias(String)
    /// With its aliases expanded the document has more nodes than the limit.
    case tooManyNodes(limit: Int)
    /// More levels of nesting than the limit.
    case tooDeep(limit: Int)
    /// The value of a merge key `<<` is neither a mapping nor a sequence of mappings.
    case mergeOfNonMapping
    /// A tag that is not part of the core schema.
    case unknownTag(String)
    /// A scalar that is not what its tag says.
    case tagMismatch(tag: String, text: String)
    /// A tab where only spaces may stand.
    case tab
    /// libyaml's own words on a text it cannot scan or parse.
    case malformed(problem: String, context: String?, openedAt: SourceLocation?)
  }

  /// What is wrong.
  package let problem: Problem
  /// Where it is wrong.
  package let location: SourceLocation

  /// An error at a place.
  package init(problem: Problem, location: SourceLocation) {
    self.problem = problem
    self.location = location
  }
}
