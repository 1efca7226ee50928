/// Whole reports on densities that cannot be moved.
let densityReports = [
  Report(
    "a density of laws that tell none, on a grid of another dimension",
    """
    name: density
    data: {target: two-moons, source: gaussian}
    trainer: {kind: density, cells: [64], domain: [[1, -1], [0, 2]]}
    potential: {hidden: [8]}
    flow: {kind: w2, penalty: r1}
    schedule: {iterations: 10, batch: 32}

    """,
    says: """
      experiment.yaml:2:16: error: trainer 'density' needs a known density, which 'two-moons' has not
          2 | data: {target: two-moons, source: gaussian}
            |                ^~~~~~~~~ laws with a known density: gaussian, gaussian-mixture, gaussian-ring, gaussian-grid, checkerboard, funnel, uniform
      experiment.yaml:3:26: error: 'cells' has 1 number, but the target has dimension 2
          3 | trainer: {kind: density, cells: [64], domain: [[1, -1], [0, 2]]}
            |                          ^~~~~ expected 2 numbers
      experiment.yaml:3:48: error: an interval must rise: 1 is not below -1
          3 | trainer: {kind: density, cells: [64], domain: [[1, -1], [0, 2]]}
            |                                                ^~~~~~~
      experiment.yaml:4:1: warning: 'potential' has no effect when 'trainer' is density
          4 | potential: {hidden: [8]}
            | ^~~~~~~~~ a density is moved by the flow's own equation
      experiment.yaml:5:1: error: the velocity of flow 'w2' is no function of the density ratio
          5 | flow: {kind: w2, penalty: r1}
            | ^~~~ trainer 'density' moves by flow jsd or monoflow
      experiment.yaml:5:18: warning: 'flow.penalty' has no effect when 'trainer' is density
          5 | flow: {kind: w2, penalty: r1}
            |                  ^~~~~~~ a density is moved by the flow's own equation
      experiment.yaml:6:28: warning: 'schedule.batch' has no effect when 'trainer' is density
          6 | schedule: {iterations: 10, batch: 32}
            |                            ^~~~~ a density is moved by the flow's own equation
      exit 65

      """),
  Report(
    "a density in three dimensions that runs backwards",
    """
    name: density
    data: {target: {kind: gaussian, dimension: 3}}
    trainer: density
    flow: {kind: monoflow, h: {kind: divergence-loss, of: kl}}
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:2:8: error: trainer 'density' needs one or two dimensions, but the target has 3
          2 | data: {target: {kind: gaussian, dimension: 3}}
            |        ^~~~~~
      experiment.yaml:4:24: error: h = −f(eᵈ) of kl does not increase, so that its Fokker–Planck equation runs backwards in time and has no solution
          4 | flow: {kind: monoflow, h: {kind: divergence-loss, of: kl}}
            |                        ^ the gradient flow of the divergence is h: {kind: divergence, of: kl}
      exit 65

      """),
  Report(
    "a density without closed form, between dimensions, and metrics of classes",
    """
    name: density
    data:
      target: gaussian-ring
      source: {kind: gaussian-mixture, means: [[0.0], [1.0]]}
    trainer: density
    flow: {kind: monoflow, h: arcsinh}
    schedule: {iterations: 10}
    metrics: {compute: [transfer-accuracy]}

    """,
    says: """
      experiment.yaml:4:3: error: trainer 'density' needs equal dimensions, but the source has 1 and the target 2
          4 |   source: {kind: gaussian-mixture, means: [[0.0], [1.0]]}
            |   ^~~~~~
      experiment.yaml:6:27: error: trainer 'density' needs ∫ h′(−ln v) dv in closed form, which 'arcsinh' has not
          6 | flow: {kind: monoflow, h: arcsinh}
            |                           ^~~~~~~ expected another h
      experiment.yaml:8:21: error: metric 'transfer-accuracy' needs classes, which the samples of trainer 'density' have not
          8 | metrics: {compute: [transfer-accuracy]}
            |                     ^~~~~~~~~~~~~~~~~
      exit 65

      """),
]
