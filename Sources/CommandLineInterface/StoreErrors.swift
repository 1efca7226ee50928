import ArgumentParser
import Execution
import Glibc
import Processes
import Results

/// Does `work`; an error of the store is printed and becomes its documented exit code.
func reportingStoreErrors<Result>(_ work: () throws -> Result) throws -> Result {
  do {
    return try work()
  } catch let error as ResultsError {
    Console.error("\(error)")
    throw ExitStatus(error).exit
  } catch let error as ProcessLaunchFailure {
    Console.error("\(error)")
    throw ExitStatus.inputOutput.exit
  } catch let error as CollectionError {
    Console.error("\(error)")
    switch error {
    case .empty: throw ExitStatus.missingFile.exit
    case .damagedPlan: throw ExitStatus.wrongFile.exit
    }
  }
}

extension ExitStatus {
  /// The exit code that goes with an error of the store.
  init(_ error: ResultsError) {
    switch error {
    case .cannotWrite(_, _, let code):
      self =
        switch code {
        case EACCES, EPERM, EROFS: .noPermission
        case ENOENT, ENOTDIR, EEXIST, EISDIR: .cannotCreate
        default: .inputOutput
        }
    case .unreadable(_, let code):
      self =
        switch code {
        case EACCES, EPERM: .noPermission
        case ENOENT: .missingFile
        case EIO: .inputOutput
        default: .wrongFile
        }
    case .notHDF5, .foreign, .newer, .damaged: self = .wrongFile
    case .cannotBuild: self = .bug
    }
  }
}
