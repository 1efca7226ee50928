/// The laws that are built in, for `data.target` and `data.source`.
enum Laws {
  static let kinds = [
    gaussian, mixture, ring, grid, moons, roll, checkerboard, curve, funnel, uniform, points,
  ]

  private static let dimensionField = Field(
    "dimension", .integer(.within(1...65_536)), .defaults(to: 2), "Number of coordinates.")
  private static let balanced = Field(
    "balanced", .boolean, .defaults(to: false),
    "Draw equally many samples from every mode of each batch, in random order.")
  private static let coordinates = Schema.list(ListRule(of: .number(.any), count: 1...65_536))
  static let matrix = Schema.list(ListRule(of: coordinates, count: 1...4096))
  static let numberOrCoordinates = Schema.either([.number(.any), coordinates])
  private static let lengths = Schema.either([
    .number(.positive), .list(ListRule(of: .number(.positive), count: 1...65_536)),
  ])

  private static func deviation(_ value: Double) -> Field {
    Field(
      "deviation", .number(.positive), .defaults(to: .number(value)),
      "Standard deviation of every mode in each coordinate.")
  }

  private static func noise(_ value: Double) -> Field {
    Field(
      "noise", .number(.nonNegative), .defaults(to: .number(value)),
      "Standard deviation of the Gaussian noise on each coordinate.")
  }

  private static func planar(_ kind: Kind) -> Kind {
    kind.with { $0.dimension = { _ in 2 } }
  }

  private static let points = Kind(
    "points", "The points of a file, each as likely as any other.",
    fields: [
      Field(
        "file", .string(.any),
        "NumPy's .npy, an HDF5 file with its dataset as in images.h5:/train, or text with a point a line; from the folder that gfrun runs in. What it holds is no part of a run's id."
      ),
      Field(
        "dimension", .integer(.within(1...65_536)), "Number of coordinates of every point."),
      Field("scale", .number(.any), .defaults(to: 1.0), "What coordinates are multiplied by."),
      Field("shift", .number(.any), .defaults(to: 0.0), "What is then added to them."),
    ]
  ).with {
    $0.formula = "x = scale · p + shift, p drawn from the file's points with replacement"
    $0.dimension = { $0["dimension"].integerOrNil }
  }

  private static let gaussian = Kind(
    "gaussian", "A Gaussian.",
    fields: [
      dimensionField,
      Field(
        "mean", numberOrCoordinates, .defaults(to: 0.0), "Mean of every coordinate, or of each."),
      Field(
        "deviation", lengths, .defaults(to: 1.0), alternatives: ["covariance"],
        "Standard deviation of every coordinate, or of each."),
      Field(
        "covariance", matrix, .optional, alternatives: ["deviation"],
        "Covariance matrix, symmetric and positive definite."),
    ]
  ).with {
    $0.formula = "x = mean + deviation · ξ, ξ ~ N(0, I); or x ~ N(mean, covariance)"
    $0.traits = [.density]
    $0.dimension = { $0["dimension"].integerOrNil }
    $0.checks = [
      LawChecks.length(of: "mean", as: "dimension"),
      LawChecks.length(of: "deviation", as: "dimension"),
      LawChecks.covariance,
    ]
  }

  private static let mixture = Kind(
    "gaussian-mixture", "A mixture of Gaussians with given means.",
    fields: [
      Field("means", matrix, "Mean of each component."),
      Field(
        "deviation", lengths, .defaults(to: 1.0), alternatives: ["covariances"],
        "Standard deviation of every component, or of each, in each coordinate."),
      Field(
        "covariances", .list(ListRule(of: matrix, count: 1...4096)), .optional,
        alternatives: ["deviation"], "Covariance matrix of each component."),
      Field(
        "weights", .list(ListRule(of: .number(.positive), count: 1...4096)), .optional,
        "Weight of each component, up to a common factor; without them all weigh the same."),
      balanced,
    ]
  ).with {
    $0.formula = "Σₖ wₖ N(meanₖ, deviationₖ² I), or Σₖ wₖ N(meanₖ, covarianceₖ); Σₖ wₖ = 1"
    $0.dimension = { $0["means"].listOrNil?.first?.listOrNil?.count }
    $0.traits = [.density, .modes, .classes]
    $0.checks = [
      LawChecks.means, LawChecks.perComponent("deviation"), LawChecks.perComponent("weights"),
      LawChecks.covariances, LawChecks.balancedWeights,
    ]
  }

  private static let ring = planar(
    Kind(
      "gaussian-ring", "Gaussians at equal distances on a circle in the plane.",
      fields: [
        Field("modes", .integer(.within(1...65_536)), .defaults(to: 8), "Number of Gaussians."),
        Field("radius", .number(.positive), .defaults(to: 2.0), "Radius of the circle."),
        deviation(0.02), balanced,
      ]
    ).with {
      $0.formula = "means radius · (cos 2πk/modes, sin 2πk/modes), k = 1 … modes"
      $0.traits = [.density, .modes, .classes]
    })

  private static let grid = planar(
    Kind(
      "gaussian-grid", "Gaussians on a square grid in the plane, centred at the origin.",
      fields: [
        Field(
          "side", .integer(.within(1...256)), .defaults(to: 5), "Number of Gaussians along a side."),
        Field("spacing", .number(.positive), .defaults(to: 2.0), "Distance between neighbours."),
        deviation(0.05), balanced,
      ]
    ).with {
      $0.formula = "means spacing · (i − (side − 1)/2, j − (side − 1)/2), i, j = 0 … side − 1"
      $0.traits = [.density, .modes, .classes]
    })

  private static let moons = planar(
    Kind("two-moons", "Two interleaved half circles in the plane.", fields: [noise(0.05)]).with {
      $0.formula =
        "(cos t, sin t) or (1 − cos t, ½ − sin t), each with probability ½, + noise · N(0, I), t ~ U(0, π)"
      $0.source = "scikit-learn, make_moons, with moons and angles drawn independently"
      $0.traits = [.classes]
    })

  private static let roll = planar(
    Kind(
      "swiss-roll", "A spiral in the plane.",
      fields: [
        noise(0.25),
        Field(
          "scale", .number(.positive), .defaults(to: 7.5), "What the coordinates are divided by."),
      ]
    ).with {
      $0.formula = "((t cos t, t sin t) + noise · N(0, I)) / scale, t = 1.5π(1 + 2u), u ~ U(0, 1)"
      $0.source =
        "scikit-learn, make_swiss_roll, columns 0 and 2; defaults of Gulrajani et al. 2017"
    })

  private static let checkerboard = planar(
    Kind(
      "checkerboard", "The uniform law on the dark cells of a checkerboard.",
      fields: [
        Field(
          "cells", .integer(.within(2...256)), .defaults(to: 4), "Number of cells along a side."),
        Field(
          "extent", .number(.positive), .defaults(to: 2.0),
          "Half the side of the board, which is centred at the origin."),
      ]
    ).with {
      $0.formula =
        "uniform on the cells (i, j) of [−extent, extent]² with i + j even, (0, 0) lower left"
      $0.traits = [.density]
    })

  private static let curve = planar(
    Kind(
      "s-curve", "A curve in the form of an S in the plane.",
      fields: [
        noise(0.05),
        Field(
          "scale", .number(.positive), .defaults(to: 1.0), "What the coordinates are divided by."),
      ]
    ).with {
      $0.formula =
        "((sin t, sign(t)(cos t − 1)) + noise · N(0, I)) / scale, t = 3π(u − ½), u ~ U(0, 1)"
      $0.source = "scikit-learn, make_s_curve, columns 0 and 2"
    })

  private static let funnel = planar(
    Kind(
      "funnel", "A funnel in the plane, too narrow at its neck for steps that suit its mouth.",
      fields: [
        Field(
          "scale", .number(.positive), .defaults(to: 0.1), "Standard deviation of x where y is 0.")
      ]
    ).with {
      $0.formula = "(x, y), y ~ N(0, 1), x ~ N(0, (scale · eʸ)²) given y"
      $0.source =
        "Yi, Zhu & Liu, MonoFlow, ICML 2023: their code prob_flow_ode; after Neal 2003, whose deviation is e^(y/2)"
      $0.traits = [.density]
    })

  private static let uniform = Kind(
    "uniform", "The uniform law on a box.",
    fields: [
      dimensionField,
      Field(
        "low", numberOrCoordinates, .defaults(to: -1.0),
        "Lower end of every coordinate, or of each."),
      Field(
        "high", numberOrCoordinates, .defaults(to: 1.0),
        "Upper end of every coordinate, or of each."),
    ]
  ).with {
    $0.formula = "xᵢ ~ U(lowᵢ, highᵢ), independent"
    $0.dimension = { $0["dimension"].integerOrNil }
    $0.traits = [.density]
    $0.checks = [
      LawChecks.length(of: "low", as: "dimension"), LawChecks.length(of: "high", as: "dimension"),
      LawChecks.lowBelowHigh,
    ]
  }
}
