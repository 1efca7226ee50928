import Specification

/// Why a density cannot be moved on its grid.
package enum DensityError: Error, Equatable, Sendable {
  /// A law, of `data.target` or `data.source`, tells no density.
  case noDensity(law: String)
  /// A law does not tell where its mass is, and no domain is given.
  case noExtent(law: String)
  /// The grid holds another mass of a law than 1.
  case lostMass(law: String, held: Double)
  /// Mass of the source lies where the target's density is 0 to double precision.
  case outOfReach(mass: Double)
  /// Newton's method has not balanced the step of an iteration.
  case notConverged(iteration: Int, balance: Double)
  /// A checkpoint holds another number of cells than the grid.
  case otherGrid(cells: Int, found: Int)
}

extension DensityError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  package var description: String {
    switch self {
    case .noDensity(let law):
      "trainer 'density' needs a known density of data.\(law), which that law does not tell"
    case .noExtent(let law):
      "data.\(law) does not tell where its mass is: give trainer.domain"
    case .lostMass(let law, let held):
      """
      the grid holds \(Self.figures(held)) of the mass of data.\(law), which must be 1 to 1e-6: \
      widen trainer.domain, or take more trainer.cells where the law is narrower than a cell
      """
    case .outOfReach(let mass):
      """
      \(Self.figures(mass)) of the mass of data.source lies where the density of data.target is 0 in \
      double precision, so that no ratio of the two exists: take a target that is positive where the \
      source is, or a narrower source
      """
    case .notConverged(let iteration, let balance):
      """
      the implicit step of iteration \(iteration) is not balanced: \(Self.figures(balance)) of the \
      mass is left; try a smaller flow.step, which may be a schedule that grows
      """
    case .otherGrid(let cells, let found):
      "the state holds a density of \(found) cells, the grid has \(cells)"
    }
  }

  private static func figures(_ number: Double) -> String { NumberText.canonical(number) }
}
