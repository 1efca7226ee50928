/// Whole reports on values that do not go together.
let conditionReports = [
  Report(
    "a residual generator between dimensions",
    """
    name: ring
    data: {target: gaussian-ring, source: {kind: gaussian, dimension: 3}}
    flow: w1
    schedule: {iterations: 10}
    generator: {residual: true}

    """,
    says: """
      experiment.yaml:5:23: error: a residual generator needs equal dimensions, but the source has 3 and the target 2
          5 | generator: {residual: true}
            |                       ^~~~ expected a source of dimension 2, or residual: false
      exit 65

      """),
  Report(
    "a residual potential",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    potential:\u{20}
      residual: true

    """,
    says: """
      experiment.yaml:6:13: error: a residual potential needs data of dimension 1, but the target has 2
          6 |   residual: true
            |             ^~~~ expected residual: false
      exit 65

      """),
  Report(
    "lengths that do not fit",
    """
    name: ring
    data: {target: {kind: gaussian-mixture, means: [[0, 0], [1, 1, 1]], deviation: [1, 2, 3]}, source: {kind: gaussian, mean: [0, 0, 0]}}
    flow: w1
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:2:57: error: this mean has 3 coordinates, the first has 2
          2 | data: {target: {kind: gaussian-mixture, means: [[0, 0], [1, 1, 1]], deviation: [1, 2, 3]}, source: { …
            |                                                         ^~~~~~~~~ all means have one dimension
      experiment.yaml:2:69: error: 'deviation' has 3 numbers for 2 means
          2 | data: {target: {kind: gaussian-mixture, means: [[0, 0], [1, 1, 1]], deviation: [1, 2, 3]}, source: { …
            |                                                                     ^~~~~~~~~ expected 2 numbers
      experiment.yaml:2:117: error: 'mean' has 3 numbers, but 'dimension' is 2
          2 | … , deviation: [1, 2, 3]}, source: {kind: gaussian, mean: [0, 0, 0]}}
            |                                                     ^~~~ expected 2 numbers, or one for all
      exit 65

      """),
  Report(
    "covariances that are none",
    """
    name: ring
    data:\u{20}
      target: {kind: gaussian, covariance: [[1, 2], [2, 1]]}
      source: {kind: gaussian, covariance: [[1, 0.5], [0, 1]]}
    flow: w1
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:3:28: error: the covariance is not positive definite
          3 |   target: {kind: gaussian, covariance: [[1, 2], [2, 1]]}
            |                            ^~~~~~~~~~
      experiment.yaml:4:51: error: the covariance is not symmetric in row 2 and column 1
          4 |   source: {kind: gaussian, covariance: [[1, 0.5], [0, 1]]}
            |                                                   ^~~~~~
      exit 65

      """),
  Report(
    "keys that exclude each other",
    """
    name: ring
    data:\u{20}
      target: {kind: gaussian, deviation: 1, covariance: [[1, 0], [0, 1]]}
      source: {kind: gaussian-mixture, means: [[0, 0]], weights: [1], balanced: true}
    flow: w1
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:3:42: error: 'covariance' and 'deviation' exclude each other
          3 |   target: {kind: gaussian, deviation: 1, covariance: [[1, 0], [0, 1]]}
            |                                          ^~~~~~~~~~ remove one of the two
      experiment.yaml:4:77: error: 'balanced' and 'weights' exclude each other
          4 |   source: {kind: gaussian-mixture, means: [[0, 0]], weights: [1], balanced: true}
            |                                                                             ^~~~ balanced draws equally many samples from every component
      exit 65

      """),
  Report(
    "a box without an inside",
    """
    name: ring
    data: {target: {kind: uniform, low: [0, 1], high: 1}}
    flow: w1
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:2:32: error: 'low' must be below 'high': 1 is not below 1
          2 | data: {target: {kind: uniform, low: [0, 1], high: 1}}
            |                                ^~~
      exit 65

      """),
  Report(
    "a metric named twice",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    metrics: {compute: [w1, mmd, {kind: mmd2, bandwidths: 1}]}

    """,
    says: """
      experiment.yaml:5:30: error: metric 'mmd2' is named twice
          5 | metrics: {compute: [w1, mmd, {kind: mmd2, bandwidths: 1}]}
            |                              ^~~~~~~~~~~~~~~~~~~~~~~~~~~ results are named by their metric
      exit 65

      """),
  Report(
    "batch normalization over one sample",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 1, batch: 1}
    generator: {normalization: batch}

    """,
    says: """
      experiment.yaml:4:34: error: batch normalization of the generator needs batches of at least 2 samples
          4 | schedule: {iterations: 1, batch: 1}
            |                                  ^
      exit 65

      """),
  Report(
    "a warning only",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: {kind: w1, update: adversarial, step: 0.5}
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:3:39: warning: 'step' has no effect when 'update' is adversarial
          3 | flow: {kind: w1, update: adversarial, step: 0.5}
            |                                       ^~~~ an adversarial update takes no Euler step
      1 runs

      """),
  Report(
    "a divergence taken for a loss",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: {kind: monoflow, h: {kind: divergence-loss, of: hellinger}}
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:3:55: warning: h = −f(eᵈ) of hellinger decreases where the ratio is above 1, so the flow need not approach the target
          3 | flow: {kind: monoflow, h: {kind: divergence-loss, of: hellinger}}
            |                                                       ^~~~~~~~~ the gradient flow of the divergence is h: {kind: divergence, of: hellinger}
      1 runs

      """),
  Report(
    "schedules that do not add up",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: {kind: w1, step: {kind: piecewise, values: [1, 2], starts: [5, 5]}, persistency: {kind: linear, from: 5, to: 0.5}}
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:3:42: error: 'values' has 2 numbers for 2 starts
          3 | flow: {kind: w1, step: {kind: piecewise, values: [1, 2], starts: [5, 5]}, persistency: {kind: linear …
            |                                          ^~~~~~ expected 3: the first holds from iteration 0
      experiment.yaml:3:70: error: 'starts' must rise: 5 is not above 5
          3 | flow: {kind: w1, step: {kind: piecewise, values: [1, 2], starts: [5, 5]}, persistency: {kind: linear …
            |                                                                      ^
      experiment.yaml:3:116: error: 'persistency' must be at least 1, not 0.5
          3 | … [5, 5]}, persistency: {kind: linear, from: 5, to: 0.5}}
            |                                                     ^~~
      exit 65

      """),
  Report(
    "metrics of what is not known of a law",
    """
    name: moons
    data: {target: two-moons}
    flow: w1
    schedule: {iterations: 10}
    metrics:
      count: 50
      compute:
        - modes
        - {kind: jsd, target-density: exact}
        - transfer-accuracy
        - {kind: recall, neighbours: 50}
        - {kind: mmd2, kernel: energy, bandwidths: 2, exponents: [1]}

    """,
    says: """
      experiment.yaml:8:7: error: metric 'modes' needs a target with modes, which 'two-moons' has not
          8 |     - modes
            |       ^~~~~ laws with modes: gaussian-mixture, gaussian-ring, gaussian-grid
      experiment.yaml:9:35: error: metric 'jsd' needs a target with a known density, which 'two-moons' has not
          9 |     - {kind: jsd, target-density: exact}
            |                                   ^~~~~ laws with a known density: gaussian, gaussian-mixture, gaussian-ring, gaussian-grid, checkerboard, funnel, uniform
      experiment.yaml:10:7: error: metric 'transfer-accuracy' needs a source with classes, which 'gaussian' has not
         10 |     - transfer-accuracy
            |       ^~~~~~~~~~~~~~~~~ laws with classes: gaussian-mixture, gaussian-ring, gaussian-grid, two-moons
      experiment.yaml:11:34: error: there are no 50 neighbours among 50 samples
         11 |     - {kind: recall, neighbours: 50}
            |                                  ^~ expected fewer neighbours than 'metrics.count'
      experiment.yaml:12:36: error: the kernel 'energy' has no bandwidth
         12 |     - {kind: mmd2, kernel: energy, bandwidths: 2, exponents: [1]}
            |                                    ^~~~~~~~~~
      experiment.yaml:12:51: error: 'exponents' belongs to the kernel 'rational-quadratic'
         12 |     - {kind: mmd2, kernel: energy, bandwidths: 2, exponents: [1]}
            |                                                   ^~~~~~~~~
      exit 65

      """),
]
