/// Whole reports on free particles.
let particleReports = [
  Report(
    "a flow of particles for a generator",
    """
    name: kernels
    data: {target: gaussian-ring}
    trainer: generator
    potential: kde-ratio
    flow: {kind: mmd, kernel: energy, bandwidths: 1}
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:4:12: error: potential 'kde-ratio' is computed from free particles
          4 | potential: kde-ratio
            |            ^~~~~~~~~ expected trainer: particles, or potential: mlp or exact-ratio
      experiment.yaml:5:1: error: flow 'mmd' moves free particles, it trains no generator
          5 | flow: {kind: mmd, kernel: energy, bandwidths: 1}
            | ^~~~ expected trainer: particles
      experiment.yaml:5:35: error: the kernel 'energy' has no bandwidth
          5 | flow: {kind: mmd, kernel: energy, bandwidths: 1}
            |                                   ^~~~~~~~~~
      exit 65

      """),
  Report(
    "a cloud that cannot go where it is sent",
    """
    name: clouds
    data: {target: two-moons, source: {kind: gaussian, dimension: 3}}
    trainer: {kind: particles, count: 200, target-draw: all}
    generator: {kind: mlp, hidden: [8]}
    potential: {kind: mlp, hidden: [8]}
    flow: {kind: svgd, bandwidth: 2}
    schedule: {iterations: 10, batch: 500, generator: {optimizer: sgd}}
    metrics: {count: 300}

    """,
    says: """
      experiment.yaml:2:27: error: particles stay in their space, but the source has dimension 3 and the target 2
          2 | data: {target: two-moons, source: {kind: gaussian, dimension: 3}}
            |                           ^~~~~~ expected a source of dimension 2
      experiment.yaml:3:35: error: 200 particles are fewer than the 1000 of 'samples.count', which is not given
          3 | trainer: {kind: particles, count: 200, target-draw: all}
            |                                   ^~~ expected samples.count: 200 or less
      experiment.yaml:3:40: warning: 'trainer.target-draw' has no effect when no velocity is computed from it
          3 | trainer: {kind: particles, count: 200, target-draw: all}
            |                                        ^~~~~~~~~~~ a learned potential sees fresh points, a known density none
      experiment.yaml:3:53: error: a law of kind 'two-moons' has no end of points
          3 | trainer: {kind: particles, count: 200, target-draw: all}
            |                                                     ^~~ expected once or each-step, or a target of kind points
      experiment.yaml:4:1: warning: 'generator' has no effect when 'trainer' is particles
          4 | generator: {kind: mlp, hidden: [8]}
            | ^~~~~~~~~ free particles are moved, no generator is trained
      experiment.yaml:5:1: warning: 'potential' has no effect when 'trainer' is particles
          5 | potential: {kind: mlp, hidden: [8]}
            | ^~~~~~~~~ the flow has no potential
      experiment.yaml:6:1: error: flow 'svgd' needs a target with a known density, which 'two-moons' has not
          6 | flow: {kind: svgd, bandwidth: 2}
            | ^~~~ laws with a known density: gaussian, gaussian-mixture, gaussian-ring, gaussian-grid, checkerboard, funnel, uniform
      experiment.yaml:7:28: warning: 'schedule.batch' has no effect when 'trainer' is particles
          7 | schedule: {iterations: 10, batch: 500, generator: {optimizer: sgd}}
            |                            ^~~~~ no potential is learned
      experiment.yaml:7:40: warning: 'schedule.generator' has no effect when 'trainer' is particles
          7 | schedule: {iterations: 10, batch: 500, generator: {optimizer: sgd}}
            |                                        ^~~~~~~~~ free particles are moved, no generator is trained
      experiment.yaml:8:18: error: 'metrics.count' is 300, but there are 200 particles
          8 | metrics: {count: 300}
            |                  ^~~ expected at most 'trainer.count'
      exit 65

      """),
  Report(
    "potentials that particles have not, or that a flow has not",
    """
    name: potentials
    data: {target: gaussian-ring}
    trainer: {kind: particles, target-count: 100}
    flow: {kind: jsd, fit: assigned, persistency: 3, penalty: r1}
    schedule: {iterations: 10, batch: 2000, potential: {steps: 2}}
    sweep:
      cases:
        exact: {potential: exact-ratio}
        plan: {potential: exact-transport}
        density: {potential: {kind: kde-ratio}, data.target: swiss-roll}
        w1: {potential: gaussian-ratio, flow.kind: w1}

    """,
    says: """
      experiment.yaml:4:19: warning: 'flow.fit' has no effect when 'trainer' is particles
          4 | flow: {kind: jsd, fit: assigned, persistency: 3, penalty: r1}
            |                   ^~~ free particles are moved, no generator is trained
      experiment.yaml:4:34: warning: 'flow.persistency' has no effect when 'trainer' is particles
          4 | flow: {kind: jsd, fit: assigned, persistency: 3, penalty: r1}
            |                                  ^~~~~~~~~~~ free particles are moved, no generator is trained
      experiment.yaml:4:50: warning: 'flow.penalty' has no effect when 'trainer' is particles
          4 | flow: {kind: jsd, fit: assigned, persistency: 3, penalty: r1}
            |                                                  ^~~~~~~ no potential is learned
      experiment.yaml:5:28: warning: 'schedule.batch' has no effect when 'trainer' is particles
          5 | schedule: {iterations: 10, batch: 2000, potential: {steps: 2}}
            |                            ^~~~~ no potential is learned
      experiment.yaml:5:41: warning: 'schedule.potential' has no effect when 'trainer' is particles
          5 | schedule: {iterations: 10, batch: 2000, potential: {steps: 2}}
            |                                         ^~~~~~~~~ no potential is learned
      experiment.yaml:8:24: error: free particles have no density in closed form
          8 |     exact: {potential: exact-ratio}
            |                        ^~~~~~~~~~~ expected potential: kde-ratio or gaussian-ratio
      experiment.yaml:9:23: error: the potential of flow 'jsd' is a density ratio, not a transport plan
          9 |     plan: {potential: exact-transport}
            |                       ^~~~~~~~~~~~~~~ expected potential: mlp, kde-ratio or gaussian-ratio, or flow: w1 or w2
      experiment.yaml:10:15: error: potential 'kde-ratio' needs a target with a known density, which 'swiss-roll' has not
         10 |     density: {potential: {kind: kde-ratio}, data.target: swiss-roll}
            |               ^~~~~~~~~ expected target-density: estimated; laws with a known density: gaussian, gaussian-mixture, gaussian-ring, gaussian-grid, checkerboard, funnel, uniform
      experiment.yaml:11:21: error: the potential of flow 'w1' is not the logarithm of the density ratio
         11 |     w1: {potential: gaussian-ratio, flow.kind: w1}
            |                     ^~~~~~~~~~~~~~ expected flow jsd, or monoflow with another h
      exit 65

      """),
  Report(
    "keys of kernels, slices and points",
    """
    name: kale
    data: {target: gaussian-ring}
    trainer: {kind: particles, target-draw: all}
    flow: {kind: kale, kernel: energy}
    schedule: {iterations: 10}
    sweep:
      cases:
        kale: {}
        sliced: {flow: {kind: energy, directions: 5}}
        gaussian: {flow: {kind: energy, evaluation: sliced, noise-injection: 0.5}}

    """,
    says: """
      experiment.yaml:3:41: error: a law of kind 'gaussian-ring' has no end of points
          3 | trainer: {kind: particles, target-draw: all}
            |                                         ^~~ expected once or each-step, or a target of kind points
      experiment.yaml:4:28: error: flow 'kale' needs a positive definite kernel, which 'energy' is not
          4 | flow: {kind: kale, kernel: energy}
            |                            ^~~~~~ expected gaussian, mixture, rational-quadratic or laplace
      experiment.yaml:9:35: warning: 'directions' has no effect unless 'evaluation' is sliced
          9 |     sliced: {flow: {kind: energy, directions: 5}}
            |                                   ^~~~~~~~~~
      experiment.yaml:10:57: warning: 'noise-injection' has no effect unless 'evaluation' is exact
         10 |     gaussian: {flow: {kind: energy, evaluation: sliced, noise-injection: 0.5}}
            |                                                         ^~~~~~~~~~~~~~~
      exit 65

      """),
  Report(
    "keys that no particle sees",
    """
    name: shared
    data: {target: gaussian-ring}
    trainer: {kind: particles, target-count: 100}
    generator: {kind: mlp, hidden: [8]}
    potential: {kind: mlp, hidden: [8]}
    flow: {kind: jsd, fit: element-mean, penalty: r1}
    schedule: {iterations: 10, batch: 64, potential: {steps: 2}}
    sweep:
      cases:
        learned: {}
        estimated: {potential: kde-ratio}

    """,
    says: """
      experiment.yaml:3:28: warning: 'trainer.target-count' has no effect when no velocity is computed from it
          3 | trainer: {kind: particles, target-count: 100}
            |                            ^~~~~~~~~~~~ a learned potential sees fresh points, a known density none
      experiment.yaml:4:1: warning: 'generator' has no effect when 'trainer' is particles
          4 | generator: {kind: mlp, hidden: [8]}
            | ^~~~~~~~~ free particles are moved, no generator is trained
      experiment.yaml:6:19: warning: 'flow.fit' has no effect when 'trainer' is particles
          6 | flow: {kind: jsd, fit: element-mean, penalty: r1}
            |                   ^~~ free particles are moved, no generator is trained
      2 runs

      """),
  Report(
    "keys that some of the runs use",
    """
    name: shared
    data: {target: gaussian-ring}
    generator: {kind: mlp, hidden: [8]}
    flow: {kind: jsd, fit: element-mean}
    schedule: {iterations: 10, batch: 64}
    sweep:
      cases:
        generator: {trainer: generator}
        particles: {trainer: particles, potential: kde-ratio}

    """,
    says: """
      2 runs

      """),
]
