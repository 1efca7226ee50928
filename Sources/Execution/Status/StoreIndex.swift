import Foundation
import Glibc
import Planning
import Processes
import Results

/// What is known of the run files of a folder without opening them: a cache, and no more.
///
/// An entry holds as long as the file has the same inode, size and time of change; run files are
/// only ever replaced, so a new one has another inode. A missing or damaged index costs time alone.
/// Whoever publishes a result adds its line, so that the first look at a large sweep is as fast as the
/// second; of several lines on one run the last counts.
struct StoreIndex {
  /// What tells one version of a file from all others.
  struct Stamp: Equatable, Sendable {
    let inode: UInt64
    let size: Int64
    let seconds: Int
    let nanoseconds: Int

    /// The stamp of the file at `path` now; nil where there is none.
    init?(of path: String) {
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else { return nil }
      inode = UInt64(status.st_ino)
      size = Int64(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }

    fileprivate init?(_ fields: ArraySlice<Substring>) {
      let numbers = fields.compactMap { Int64($0) }
      guard numbers.count == 4, let inode = UInt64(exactly: numbers[0]) else { return nil }
      self.inode = inode
      (size, seconds, nanoseconds) = (numbers[1], Int(numbers[2]), Int(numbers[3]))
    }

    fileprivate var text: String { "\(inode) \(size) \(seconds) \(nanoseconds)" }
  }

  /// One run file.
  struct Entry: Sendable {
    let stamp: Stamp
    let status: RunStatus
    let iterations: Int
    /// The seconds that the run took.
    let seconds: Double

    /// The line of a run's entry, without its end.
    fileprivate func line(_ id: RunID) -> String {
      "\(id) \(status.rawValue) \(iterations) \(seconds) \(stamp.text)"
    }
  }

  private static let heading = "gfrun-index 2"
  private let path: String
  private(set) var entries: [RunID: Entry] = [:]
  private var hasChanged = false

  /// The index of `folder`; empty where there is none that can be read.
  init(of folder: SweepFolder) {
    path = folder.indexFile
    guard let data = FileManager.default.contents(atPath: path) else { return }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    guard lines.first == Self.heading[...] else { return }
    for line in lines.dropFirst() {
      let fields = line.split(separator: " ")
      guard fields.count == 8, let id = RunID(String(fields[0])),
        let status = RunStatus(rawValue: String(fields[1])), let iterations = Int(fields[2]),
        let seconds = Double(String(fields[3])), let stamp = Stamp(fields[4...])
      else { continue }
      entries[id] = Entry(
        stamp: stamp, status: status, iterations: iterations, seconds: seconds)
    }
  }

  /// What is known of the file of `id` as it is now.
  func entry(_ id: RunID, at stamp: Stamp) -> Entry? {
    guard let entry = entries[id], entry.stamp == stamp else { return nil }
    return entry
  }

  /// Takes note of a file that was opened.
  mutating func add(_ id: RunID, _ entry: Entry) {
    entries[id] = entry
    hasChanged = true
  }

  /// Keeps the entries of `ids`, where any is new; an index that cannot be written is done without.
  func write(keeping ids: Set<RunID>) {
    guard hasChanged else { return }
    let lines = entries.filter { ids.contains($0.key) }.sorted { $0.key < $1.key }
      .map { id, entry in entry.line(id) }
    let text = ([Self.heading] + lines).joined(separator: "\n") + "\n"
    try? AtomicFile.publish(Array(text.utf8), to: path)
  }

  /// Adds the line of a result that was just published; one that cannot be added is done without.
  ///
  /// A line is written at once, so that those of several processes do not mix; one that is torn all
  /// the same makes no sense, and its file is opened.
  static func append(_ record: RunRecord, in folder: SweepFolder) {
    guard let id = RunID(record.runID), let stamp = Stamp(of: folder.runFile(record.runID)) else {
      return
    }
    let file = unsafe open(
      folder.indexFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { return }
    defer { close(file) }
    let entry = Entry(
      stamp: stamp, status: record.status, iterations: record.iterations,
      seconds: record.provenance.wallSeconds)
    let start = lseek(file, 0, SEEK_END) == 0 ? heading + "\n" : ""
    let line = "\(start)\(entry.line(id))\n"
    try? ByteStream.write(Array(line.utf8), to: file, patience: nil)
  }
}
