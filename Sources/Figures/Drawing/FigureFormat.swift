/// The file formats of pictures.
package enum FigureFormat: String, CaseIterable, Sendable {
  case png
  case svg
  case pdf
}
