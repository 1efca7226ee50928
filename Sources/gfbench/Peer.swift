/// Whom gfrun is measured against.
enum Peer: String, CaseIterable {
  case torch
  case jax
  case numpy
  case pot
  case scipy
  case hydra

  /// Its name in tables.
  var title: String {
    switch self {
    case .torch: "PyTorch"
    case .jax: "JAX"
    case .numpy: "NumPy"
    case .pot: "POT"
    case .scipy: "SciPy"
    case .hydra: "Hydra"
    }
  }
}
