import Foundation

/// Who carries out a run, and how far it is: the content of a lease file.
package struct Lease: Codable, Sendable, Equatable {
  /// How far the run is.
  package struct Progress: Codable, Sendable, Equatable {
    /// Outer iterations made.
    package var iteration = 0
    /// Outer iterations to make.
    package var iterations = 0
    /// The iteration at which this attempt began.
    package var first = 0
    /// The first metric and its last value, where there is one; kept as text, for it may be no number.
    package var metric: String?
    /// Seconds since this attempt began.
    package var seconds = 0.0

    /// A run of which nothing is known yet, but for what is given.
    package init(
      iteration: Int = 0, iterations: Int = 0, first: Int = 0, metric: String? = nil,
      seconds: Double = 0
    ) {
      (self.iteration, self.iterations, self.first) = (iteration, iterations, first)
      (self.metric, self.seconds) = (metric, seconds)
    }
  }

  /// The run.
  package let runID: String
  /// What tells this lease from every other.
  package let token: String
  /// Who holds it.
  package let holder: ProcessIdentity
  /// Which attempt of its sweep this is, from 1.
  package let attempt: Int
  /// When it was taken, ISO 8601 in UTC.
  package let since: String
  /// How far the run is.
  package var progress = Progress()

  enum CodingKeys: String, CodingKey {
    case runID = "run_id"
    case token, holder, attempt, since, progress
  }

  /// The bytes of a lease file: always as many, so that it can be written over in place.
  static let size = 1024

  /// The content of its file; nil where it takes more room than it has.
  package var bytes: [UInt8]? {
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

  /// The lease of a run in the hands of `holder`.
  package init(runID: String, token: String, holder: ProcessIdentity, attempt: Int, since: String) {
    (self.runID, self.token, self.holder) = (runID, token, holder)
    (self.attempt, self.since) = (attempt, since)
  }
}
