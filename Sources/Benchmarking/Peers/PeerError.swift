/// Why a peer cannot take part, or cannot go on.
package enum PeerError: Error, Equatable, CustomStringConvertible {
  /// Its program could not be started.
  case notStarted(program: String, reason: String)
  /// It said itself what is wrong.
  case failed(reason: String)
  /// It ended without an answer; `lastWords` is the last line it wrote to standard error.
  case ended(status: Int32, lastWords: String)
  /// It answered with something else than the protocol's JSON.
  case garbled(answer: String)
  /// It did not answer in time and was ended.
  case silent(seconds: Double)

  /// The sentence for a reader.
  package var description: String {
    switch self {
    case .notStarted(let program, let reason): "'\(program)' cannot be started: \(reason)"
    case .failed(let reason): reason
    case .ended(let status, ""): "it ended with status \(status) and said nothing"
    case .ended(let status, let lastWords): "it ended with status \(status): \(lastWords)"
    case .garbled(let answer):
      "it answered '\(answer)' instead of what scripts/peers/protocol.py says"
    case .silent(let seconds): "no answer within \(Figures.significant(seconds)) s"
    }
  }
}
