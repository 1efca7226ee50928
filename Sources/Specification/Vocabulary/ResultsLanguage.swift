/// The keys of an experiment file that say what is made of its runs: figures and claims.
enum ResultsLanguage {
  static let figures = FigureLanguage.section
  static let claims = ClaimLanguage.claims
}
