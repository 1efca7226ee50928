internal import HDF5

extension RunFile {
  /// The resolved specification of a run, as YAML.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func config(of path: String) throws(ResultsError) -> String {
    try reading(path) { reader throws(HDF5Error) in try reader.root.dataset("config").readText() }
  }
}
