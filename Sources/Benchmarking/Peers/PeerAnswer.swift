import Foundation

/// One line of a peer, as `scripts/peers/protocol.py` describes it.
enum PeerAnswer: Equatable {
  /// It is warm; `name` says what it is.
  case ready(name: String)
  /// A block took this long per step.
  case time(microseconds: Double)
  /// It cannot go on.
  case failed(reason: String)

  private struct Line: Decodable {
    let ready: String?
    let microseconds: Double?
    let failed: String?
  }

  /// What `line` says.
  ///
  /// - Throws: `PeerError.garbled` for a line that is none of the protocol's.
  init(_ line: String) throws(PeerError) {
    let decoded = try? JSONDecoder().decode(Line.self, from: Data(line.utf8))
    switch (decoded?.ready, decoded?.microseconds, decoded?.failed) {
    case (let name?, nil, nil): self = .ready(name: name)
    case (nil, let time?, nil) where time.isFinite && time > 0: self = .time(microseconds: time)
    case (nil, nil, let reason?): self = .failed(reason: reason)
    default: throw .garbled(answer: String(line.prefix(120)))
    }
  }
}
