import Foundation
import Glibc

/// The commit that the working copy around a folder stands at.
struct GitState: Sendable, Equatable, Codable {
  /// The full hash; empty outside of a working copy, or without git.
  let commit: String
  /// Whether tracked files differ from the commit.
  let isDirty: Bool

  /// Asks git about the working copy that holds `folder`; once, and only where there is one, for starting
  /// a program takes longer than anything else before the first run.
  static func of(folder: String) -> GitState {
    let none = GitState(commit: "", isDirty: false)
    guard isInWorkingCopy(folder),
      let text = git(["status", "--porcelain=v2", "--branch", "--untracked-files=no"], in: folder)
    else { return none }
    let lines = text.split(separator: "\n")
    let heading = "# branch.oid "
    guard let line = lines.first(where: { $0.hasPrefix(heading) }) else { return none }
    let commit = line.dropFirst(heading.count)
    // A working copy without a commit says '(initial)'.
    guard commit.allSatisfy(\.isHexDigit) else { return none }
    return GitState(commit: String(commit), isDirty: lines.contains { !$0.hasPrefix("#") })
  }

  /// Whether `folder` or one that holds it has a `.git`, or the environment names one.
  private static func isInWorkingCopy(_ folder: String) -> Bool {
    if unsafe getenv("GIT_DIR") != nil { return true }
    guard let resolved = unsafe realpath(folder, nil) else { return false }
    defer { unsafe free(resolved) }
    var path = unsafe String(cString: resolved)
    while true {
      if unsafe access(path + "/.git", F_OK) == 0 { return true }
      guard let slash = path.lastIndex(of: "/"), path.count > 1 else { return false }
      path = slash == path.startIndex ? "/" : String(path[..<slash])
    }
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
