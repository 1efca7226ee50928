/// Whole reports on single values.
let valueReports = [
  Report(
    "misspelt keys at every level",
    """
    nme: ring
    data: {target: {kind: gaussian-ring, mods: 8}}
    flow:
      kind: w1
      persistancy: 5
    schedule: {iterations: 10, batchsize: 3, potential: {step: 5}}

    """,
    says: """
      experiment.yaml:1:1: error: unknown key 'nme'
          1 | nme: ring
            | ^~~ did you mean 'name'?
      experiment.yaml:2:38: error: unknown key 'mods' in 'data.target'
          2 | data: {target: {kind: gaussian-ring, mods: 8}}
            |                                      ^~~~ did you mean 'modes'?
      experiment.yaml:5:3: error: unknown key 'persistancy' in 'flow'
          5 |   persistancy: 5
            |   ^~~~~~~~~~~ did you mean 'persistency'?
      experiment.yaml:6:28: error: unknown key 'batchsize' in 'schedule'
          6 | schedule: {iterations: 10, batchsize: 3, potential: {step: 5}}
            |                            ^~~~~~~~~ expected one of iterations, batch, potential, generator
      experiment.yaml:6:54: error: unknown key 'step' in 'schedule.potential'
          6 | schedule: {iterations: 10, batchsize: 3, potential: {step: 5}}
            |                                                      ^~~~ did you mean 'steps'?
      exit 65

      """),
  Report(
    "missing keys",
    """
    description: nothing else

    """,
    says: """
      experiment.yaml:1:1: error: missing key 'name'
          1 | description: nothing else
            | ^ expected lower-case letters, digits and hyphens
      experiment.yaml:1:1: error: missing key 'data'
          1 | description: nothing else
            | ^ expected a mapping with 'target'
      experiment.yaml:1:1: error: missing key 'flow'
          1 | description: nothing else
            | ^ expected a flow (jsd, w1, w2, monoflow, mmd, network-mmd, energy, sliced-wasserstein, sinkhorn, kale, svgd, langevin)
      experiment.yaml:1:1: error: missing key 'schedule'
          1 | description: nothing else
            | ^ expected a mapping with 'iterations'
      exit 65

      """),
  Report(
    "missing keys of sections",
    """
    name: ring
    data: {}
    flow: {step: 0.1}
    schedule:
      batch: 5

    """,
    says: """
      experiment.yaml:2:1: error: missing key 'target' in 'data'
          2 | data: {}
            | ^~~~ expected a law (gaussian, gaussian-mixture, gaussian-ring, gaussian-grid, two-moons, swiss-roll, checkerboard, s-curve, funnel, uniform, points)
      experiment.yaml:3:1: error: missing key 'kind' in 'flow'
          3 | flow: {step: 0.1}
            | ^~~~ expected a flow (jsd, w1, w2, monoflow, mmd, network-mmd, energy, sliced-wasserstein, sinkhorn, kale, svgd, langevin)
      experiment.yaml:4:1: error: missing key 'iterations' in 'schedule'
          4 | schedule:
            | ^~~~~~~~ expected an integer from 1 to 1000000000
      exit 65

      """),
  Report(
    "wrong types",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: abc, batch: [1], potential: {optimizer: {kind: adam, rate: fast}}}
    generator: {hidden: 128, residual: 'yes', activation: 3}
    seed: yes

    """,
    says: """
      experiment.yaml:4:24: error: expected an integer from 1 to 1000000000, found the string 'abc'
          4 | schedule: {iterations: abc, batch: [1], potential: {optimizer: {kind: adam, rate: fast}}}
            |                        ^~~
      experiment.yaml:4:36: error: expected an integer from 1 to 1000000, found a list
          4 | schedule: {iterations: abc, batch: [1], potential: {optimizer: {kind: adam, rate: fast}}}
            |                                    ^~~
      experiment.yaml:4:83: error: expected a number above 0 or a schedule (constant, linear, cosine, exponential, piecewise), found the string 'fast'
          4 | … h: [1], potential: {optimizer: {kind: adam, rate: fast}}}
            |                                                     ^~~~
      experiment.yaml:5:21: error: expected a list, found the number 128
          5 | generator: {hidden: 128, residual: 'yes', activation: 3}
            |                     ^~~
      experiment.yaml:5:36: error: expected true or false, found the string 'yes'
          5 | generator: {hidden: 128, residual: 'yes', activation: 3}
            |                                    ^~~~~
      experiment.yaml:5:55: error: expected an activation (relu, leaky-relu, elu, tanh, softplus, silu), found the number 3
          5 | generator: {hidden: 128, residual: 'yes', activation: 3}
            |                                                       ^
      experiment.yaml:6:7: error: expected an integer from 0 to 9007199254740991, found the string 'yes'
          6 | seed: yes
            |       ^~~
      exit 65

      """),
  Report(
    "numbers out of range",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: {kind: w1, step: 0, penalty: {weight: -1}}
    schedule: {iterations: 0, batch: 1.5, generator: {optimizer: {kind: adam, beta1: 1, rate: .inf}}}
    seed: -1
    samples: {every: 99999999999999999999}

    """,
    says: """
      experiment.yaml:3:24: error: expected a number above 0, found the number 0
          3 | flow: {kind: w1, step: 0, penalty: {weight: -1}}
            |                        ^
      experiment.yaml:3:45: error: expected a number of at least 0, found the number -1
          3 | flow: {kind: w1, step: 0, penalty: {weight: -1}}
            |                                             ^~
      experiment.yaml:4:24: error: expected an integer from 1 to 1000000000, found the number 0
          4 | schedule: {iterations: 0, batch: 1.5, generator: {optimizer: {kind: adam, beta1: 1, rate: .inf}}}
            |                        ^
      experiment.yaml:4:34: error: expected an integer from 1 to 1000000, found the number 1.5
          4 | schedule: {iterations: 0, batch: 1.5, generator: {optimizer: {kind: adam, beta1: 1, rate: .inf}}}
            |                                  ^~~
      experiment.yaml:4:82: error: expected a number of at least 0 and below 1, found the number 1
          4 | … : 1.5, generator: {optimizer: {kind: adam, beta1: 1, rate: .inf}}}
            |                                                     ^
      experiment.yaml:4:91: error: expected a finite number above 0, found the number .inf
          4 | … nerator: {optimizer: {kind: adam, beta1: 1, rate: .inf}}}
            |                                                     ^~~~
      experiment.yaml:5:7: error: expected an integer from 0 to 9007199254740991, found the number -1
          5 | seed: -1
            |       ^~
      experiment.yaml:6:18: error: expected an integer from 0 to 1000000000, found the number 99999999999999999999
          6 | samples: {every: 99999999999999999999}
            |                  ^~~~~~~~~~~~~~~~~~~~
      exit 65

      """),
  Report(
    "misspelt kinds and choices",
    """
    name: ring
    data: {target: gausian-ring, source: ring}
    flow: {kind: w1, update: adverserial, fit: mean}
    schedule: {iterations: 10}
    trainer: gan
    metrics: {compute: [w3, {kind: mmd2, bandwidths: mediann}, {kind: mmd2, bandwidths: wide}]}

    """,
    says: """
      experiment.yaml:2:16: error: unknown law 'gausian-ring'
          2 | data: {target: gausian-ring, source: ring}
            |                ^~~~~~~~~~~~ did you mean 'gaussian-ring'?
      experiment.yaml:2:38: error: unknown law 'ring'
          2 | data: {target: gausian-ring, source: ring}
            |                                      ^~~~ did you mean 'gaussian-ring'?
      experiment.yaml:3:26: error: unknown choice 'adverserial'
          3 | flow: {kind: w1, update: adverserial, fit: mean}
            |                          ^~~~~~~~~~~ did you mean 'adversarial'?
      experiment.yaml:3:44: error: unknown choice 'mean'
          3 | flow: {kind: w1, update: adverserial, fit: mean}
            |                                            ^~~~ did you mean 'half-mean'?
      experiment.yaml:5:10: error: unknown trainer 'gan'
          5 | trainer: gan
            |          ^~~ expected one of generator, particles, process, density
      experiment.yaml:6:21: error: unknown metric 'w3'
          6 | metrics: {compute: [w3, {kind: mmd2, bandwidths: mediann}, {kind: mmd2, bandwidths: wide}]}
            |                     ^~ did you mean 'w1'?
      experiment.yaml:6:50: error: unknown choice 'mediann'
          6 | metrics: {compute: [w3, {kind: mmd2, bandwidths: mediann}, {kind: mmd2, bandwidths: wide}]}
            |                                                  ^~~~~~~ did you mean 'median'?
      experiment.yaml:6:85: error: expected 'median', a number above 0 or a list, found the string 'wide'
          6 | … 2, bandwidths: mediann}, {kind: mmd2, bandwidths: wide}]}
            |                                                     ^~~~
      exit 65

      """),
  Report(
    "a key of another kind",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: {kind: jsd, penalty: {weight: 1}}
    schedule: {iterations: 10, generator: {optimizer: {kind: adam, momentum: 0.9}}}

    """,
    says: """
      experiment.yaml:3:29: error: unknown key 'weight' in 'flow.penalty'
          3 | flow: {kind: jsd, penalty: {weight: 1}}
            |                             ^~~~~~ kind 'gradient' has it
      experiment.yaml:4:64: error: unknown key 'momentum' in 'schedule.generator.optimizer'
          4 | schedule: {iterations: 10, generator: {optimizer: {kind: adam, momentum: 0.9}}}
            |                                                                ^~~~~~~~ kind 'sgd' has it
      exit 65

      """),
  Report(
    "a forgotten value",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: }
    seed:\u{20}

    """,
    says: """
      experiment.yaml:4:24: error: expected an integer from 1 to 1000000000, found nothing
          4 | schedule: {iterations: }
            |                        ^
      experiment.yaml:5:6: error: expected an integer from 0 to 9007199254740991, found nothing
          5 | seed:\u{20}
            |      ^
      exit 65

      """),
  Report(
    "a name with other characters",
    """
    name: Ring 1
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:1:7: error: expected lower-case letters, digits and hyphens, found the string 'Ring 1'
          1 | name: Ring 1
            |       ^~~~~~
      exit 65

      """),
  Report(
    "lists that are too short or not lists",
    """
    name: ring
    data: {target: {kind: gaussian-mixture, means: []}, source: {kind: gaussian, mean: [a, 1]}}
    flow: w1
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:2:48: error: expected a list of 1 to 4096 elements, found 0
          2 | data: {target: {kind: gaussian-mixture, means: []}, source: {kind: gaussian, mean: [a, 1]}}
            |                                                ^~
      experiment.yaml:2:85: error: expected a number, found the string 'a'
          2 | … ture, means: []}, source: {kind: gaussian, mean: [a, 1]}}
            |                                                     ^
      exit 65

      """),
]
