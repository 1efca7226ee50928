/// Whole reports on potentials that are known, and generators whose law is.
let potentialReports = [
  Report(
    "an exact ratio of laws that have none",
    """
    name: ratio
    data: {target: two-moons, source: {kind: gaussian, dimension: 3}}
    generator: {kind: affine, shift: [1, 2, 3]}
    potential: exact-ratio
    flow: {kind: w1, penalty: none}
    schedule: {iterations: 10, potential: {steps: 3}}

    """,
    says: """
      experiment.yaml:2:16: error: potential 'exact-ratio' does not know the density of 'two-moons'
          2 | data: {target: two-moons, source: {kind: gaussian, dimension: 3}}
            |                ^~~~~~~~~ expected gaussian, gaussian-mixture, gaussian-ring or gaussian-grid
      experiment.yaml:3:1: error: a multiple of the identity needs equal dimensions, but the source has 3 and the target 2
          3 | generator: {kind: affine, shift: [1, 2, 3]}
            | ^~~~~~~~~ expected 2 rows of 3 numbers
      experiment.yaml:3:27: error: 'shift' has 3 numbers, but the target has dimension 2
          3 | generator: {kind: affine, shift: [1, 2, 3]}
            |                           ^~~~~ expected 2, or one for all
      experiment.yaml:4:12: error: the potential of flow 'w1' is not the logarithm of the density ratio
          4 | potential: exact-ratio
            |            ^~~~~~~~~~~ expected flow jsd, or monoflow with another h
      experiment.yaml:5:18: warning: 'flow.penalty' has no effect when 'potential' is exact-ratio
          5 | flow: {kind: w1, penalty: none}
            |                  ^~~~~~~ an exact ratio is not trained
      experiment.yaml:6:28: warning: 'schedule.potential' has no effect when 'potential' is exact-ratio
          6 | schedule: {iterations: 10, potential: {steps: 3}}
            |                            ^~~~~~~~~ an exact ratio is not trained
      exit 65

      """),
  Report(
    "an affine generator between dimensions, and a total gradient of targets",
    """
    name: ratio
    data: {target: {kind: gaussian, dimension: 3}}
    generator: {kind: affine, matrix: [[1, 2], [3, 4]]}
    potential: {kind: exact-ratio, gradient: total}
    flow: {kind: monoflow, h: least-squares}
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:2:1: error: potential 'exact-ratio' needs equal dimensions, but the source has 2 and the target 3
          2 | data: {target: {kind: gaussian, dimension: 3}}
            | ^~~~
      experiment.yaml:3:27: error: the matrix does not take the source, of dimension 2, to the target, of dimension 3
          3 | generator: {kind: affine, matrix: [[1, 2], [3, 4]]}
            |                           ^~~~~~ expected 3 rows of 2 numbers
      experiment.yaml:4:1: error: the potential of flow 'monoflow' with h 'least-squares' is not the logarithm of the density ratio
          4 | potential: {kind: exact-ratio, gradient: total}
            | ^~~~~~~~~ expected flow jsd, or monoflow with another h
      experiment.yaml:4:42: error: a total gradient needs update: adversarial; the targets of forward-euler are held fixed
          4 | potential: {kind: exact-ratio, gradient: total}
            |                                          ^~~~~ expected flow.update: adversarial, or gradient: samples
      exit 65

      """),
  Report(
    "keys without an effect on some run or on any",
    """
    name: ring
    data: {target: gaussian-ring}
    potential: exact-ratio
    flow: {kind: jsd, fit: assigned}
    schedule: {iterations: 10}
    sweep:
      cases:
        euler: {flow.update: forward-euler}
        gan: {flow.update: adversarial, flow.step: 0.5}

    """,
    says: """
      experiment.yaml:3:12: error: potential 'exact-ratio' needs the density of the generator's law
          3 | potential: exact-ratio
            |            ^~~~~~~~~~~ expected generator: affine, not mlp
      experiment.yaml:9:37: warning: 'step' has no effect when 'update' is adversarial
          9 |     gan: {flow.update: adversarial, flow.step: 0.5}
            |                                     ^~~~~~~~~ an adversarial update takes no Euler step
      exit 65

      """),
]
