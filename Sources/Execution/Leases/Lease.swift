import Foundation

/// Who carries out a run, and how far it is: the content of a lease file.
struct Lease: Codable, Sendable, Equatable {
  /// How far the run is.
  struct Progress: Codable, Sendable, Equatable {
    /// Outer iterations made.
    var iteration = 0
    /// Outer iterations to make.
    var iterations = 0
    /// The iteration at which this attempt began.
    var first = 0
    /// The first metric and its last value, where there is one; kept as text, for it may be no number.
    var metric: String?
    /// Seconds since this attempt began.
    var seconds = 0.0
  }

  /// The run.
  let runID: String
  /// What tells this lease from every other.
  let token: String
  /// Who holds it.
  let holder: ProcessIdentity
  /// Which attempt of its sweep this is, from 1.
  let attempt: Int
  /// When it was taken, ISO 8601 in UTC.
  let since: String
  /// How far the run is.
  var progress = Progress()

  enum CodingKeys: String, CodingKey {
    case runID = "run_id"
    case token, holder, attempt, since, progress
  }

  /// The bytes of a lease file: always as many, so that it can be written over in place.
  static let size = 1024

  /// The content of its file; nil where it takes more room than it has.
  var bytes: [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self), data.count < Self.size else { return nil }
    let padding = [UInt8](repeating: UInt8(ascii: " "), count: Self.size - 1 - data.count)
    return [UInt8](data) + padding + [UInt8(ascii: "\n")]
  }

  /// The lease in a file; nil where there is none or it makes no sense.
  init?(at path: String) {
    guard let data = FileManager.default.contents(atPath: path),
      let lease = try? JSONDecoder().decode(Lease.self, from: data)
    else { return nil }
    self = lease
  }

  init(runID: String, token: String, holder: ProcessIdentity, attempt: Int, since: String) {
    (self.runID, self.token, self.holder) = (runID, token, holder)
    (self.attempt, self.since) = (attempt, since)
  }
}
