/// Why a figure cannot be drawn.
package enum FigureError: Error, Equatable, CustomStringConvertible {
  /// The experiment has no figure of that name.
  case unknown(String, known: [String])
  /// A line or a panel would be made of runs that differ in more than their seed.
  case mixes(figure: String, names: [String])
  /// No run meets the figure's conditions.
  case selectsNothing(figure: String)
  /// The runs have no such metric or training series.
  case unmeasured(figure: String, name: String, known: [String])
  /// The figure cannot show what its runs are.
  case unsuitable(figure: String, reason: String)
  /// A run that was carried out again did not come out the same.
  case contradicted(figure: String, run: String)
  /// The program that draws is not there.
  case noProgram
  /// Python, or what the program needs of it, is not there.
  case noPython(path: String, reason: String)
  /// The program failed.
  case drawing(figure: String, reason: String)

  /// The sentence for a reader.
  package var description: String {
    switch self {
    case .unknown(let name, let known):
      known.isEmpty
        ? "the experiment has no figures, so no '\(name)'"
        : "the experiment has no figure '\(name)'; it has \(known.joined(separator: ", "))"
    case .mixes(let figure, let names):
      "figure '\(figure)' would mix runs that differ in \(names.joined(separator: " and ")): "
        + "name it in series, rows or columns, or choose runs with of"
    case .selectsNothing(let figure): "figure '\(figure)': no run meets the conditions of its 'of'"
    case .unmeasured(let figure, let name, let known):
      "figure '\(figure)': its runs have no '\(name)'"
        + (known.isEmpty ? "" : "; they have \(known.joined(separator: ", "))")
    case .unsuitable(let figure, let reason): "figure '\(figure)': \(reason)"
    case .contradicted(let figure, let run):
      "figure '\(figure)': run \(run), carried out again, gives other samples than its file has; "
        + "was it made by another gfrun or on another kind of machine?"
    case .noProgram:
      "there is no 'scripts/draw.py', which draws the figures, above this program, the current folder or gfrun's sources"
    case .noPython(let path, let reason):
      "'\(path)' cannot draw: \(reason); run 'scripts/setup --python' to install what figures need"
    case .drawing(let figure, let reason): "figure '\(figure)' could not be drawn: \(reason)"
    }
  }
}
