import Glibc
import PointFiles

extension ExitStatus {
  /// The exit code that goes with a file that gives no points.
  init(_ problem: PointFileError.Problem) {
    switch problem {
    case .system(let code):
      self =
        switch code {
        case ENOENT, ENOTDIR: .missingFile
        case EACCES, EPERM: .noPermission
        default: .inputOutput
        }
    default: self = .wrongFile
    }
  }
}
