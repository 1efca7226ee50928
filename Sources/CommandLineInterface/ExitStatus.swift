import ArgumentParser

/// The exit codes that the help and the README document, after `sysexits.h`.
enum ExitStatus: Int32 {
  case runFailed = 1
  case usage = 64
  case wrongFile = 65
  case missingFile = 66
  case unavailable = 69
  case bug = 70
  case cannotCreate = 73
  case inputOutput = 74
  case toBeContinued = 75
  case noPermission = 77

  /// What a command throws to end with this code.
  var exit: ExitCode { ExitCode(rawValue) }
}
