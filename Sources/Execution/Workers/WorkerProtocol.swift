import Foundation
import Processes
import Results

/// What a sweep says to a worker: one JSON object per line on its standard input.
///
/// The process of a run reads them too as long as it lives: where they end it has lost its sweep, makes a
/// checkpoint and exits.
enum WorkerCommand: Codable, Sendable {
  /// First of all: what all runs have in common.
  case begin(setting: SweepSetting)
  /// Carry out this run, now that the one before has ended; answered by events, the last of which is
  /// `ended`.
  case run(assignment: RunAssignment)
  /// Make a checkpoint of the run in hand and end it as interrupted.
  case stop
}

/// What a worker answers: one JSON object per line on its standard output.
enum WorkerEvent: Codable, Sendable {
  /// The run in hand moved on.
  case advanced(iteration: Int, iterations: Int, metric: String?, value: Double?)
  /// Something a reader of the log should know.
  case notice(text: String)
  /// The run in hand ended, or was not taken up.
  case finished(ending: RunExecutor.Ending)
  /// Results cannot be kept.
  case storeFailed(error: ResultsError)
  /// No process can be started for the run.
  case notStarted(error: ProcessLaunchFailure)
  /// The process of the run is gone: the worker's word, for the run may have had none.
  case ended(ending: ProcessEnding)
}

/// Lines of JSON that also know what JSON has no word for: numbers that are not finite.
enum JSONLine {
  /// The line of `value`, with its end.
  static func encode(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return [UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")]
    } catch {
      preconditionFailure("what is sent can be encoded: \(error)")
    }
  }

  /// Writes the line of `value`, after the end of a line that was broken off where `anew`.
  ///
  /// - Returns: false where nobody reads it any more.
  static func write(_ value: some Encodable, to descriptor: Int32, anew: Bool = false) -> Bool {
    let line = (anew ? [UInt8(ascii: "\n")] : []) + encode(value)
    return (try? ByteStream.write(line, to: descriptor, patience: nil)) != nil
  }

  /// The value of a line; nil where it is none.
  static func decode<Message: Decodable>(_ line: [UInt8], as: Message.Type) -> Message? {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try? decoder.decode(Message.self, from: Data(line))
  }
}
