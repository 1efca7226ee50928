/// Why a state cannot be taken up.
package enum StateError: Error, Hashable {
  /// An array is not there, or holds numbers of another type.
  case missing(name: String)
  /// An array has the wrong number of elements.
  case wrongCount(name: String, expected: Int, found: Int)
}
