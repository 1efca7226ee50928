import Foundation

/// The commit that the working copy around a folder stands at.
struct GitState: Sendable, Equatable, Codable {
  /// The full hash; empty outside of a working copy, or without git.
  let commit: String
  /// Whether tracked files differ from the commit.
  let isDirty: Bool

  /// Asks git about the working copy that holds `folder`.
  static func of(folder: String) -> GitState {
    guard let commit = git(["rev-parse", "HEAD"], in: folder) else {
      return GitState(commit: "", isDirty: false)
    }
    let changes = git(["status", "--porcelain", "--untracked-files=no"], in: folder)
    return GitState(commit: commit, isDirty: changes.map { !$0.isEmpty } ?? false)
  }

  private static func git(_ arguments: [String], in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
