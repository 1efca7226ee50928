/// Whole reports on sweeps.
let sweepReports = [
  Report(
    "unknown sweep paths",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      cases:
        a: {flwo.step: 1}
        b: {flow.penalty.wieght: 2, flow.step.size: 1}
      grid:
        persistency: [1]
        name: [a, b]
      exclude: [{flow.stp: 1}]

    """,
    says: """
      experiment.yaml:7:9: error: unknown path 'flwo.step'
          7 |     a: {flwo.step: 1}
            |         ^~~~~~~~~ did you mean 'flow.step'?
      experiment.yaml:8:9: error: unknown path 'flow.penalty.wieght'
          8 |     b: {flow.penalty.wieght: 2, flow.step.size: 1}
            |         ^~~~~~~~~~~~~~~~~~~ did you mean 'flow.penalty.weight'?
      experiment.yaml:8:33: error: unknown path 'flow.step.size'
          8 |     b: {flow.penalty.wieght: 2, flow.step.size: 1}
            |                                 ^~~~~~~~~~~~~~ did you mean 'flow.step.kind'?
      experiment.yaml:10:5: error: unknown path 'persistency'
         10 |     persistency: [1]
            |     ^~~~~~~~~~~ did you mean 'flow.persistency'?
      experiment.yaml:11:5: error: 'name' cannot be swept
         11 |     name: [a, b]
            |     ^~~~ it does not change a run
      experiment.yaml:12:14: error: unknown path 'flow.stp'
         12 |   exclude: [{flow.stp: 1}]
            |              ^~~~~~~~ did you mean 'flow.step'?
      exit 65

      """),
  Report(
    "values of a sweep",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      cases:
        a: {flow.step: fast}
      grid: {schedule.batch: [256, 0, many], flow.fit: [half-mean, mean]}
      zip: {flow.persistency: [1, 2.5], generator.hidden: [[64], [0]]}

    """,
    says: """
      experiment.yaml:7:20: error: expected a number above 0 or a schedule (constant, linear, cosine, exponential, piecewise), found the string 'fast'
          7 |     a: {flow.step: fast}
            |                    ^~~~
      experiment.yaml:8:32: error: expected an integer from 1 to 1000000, found the number 0
          8 |   grid: {schedule.batch: [256, 0, many], flow.fit: [half-mean, mean]}
            |                                ^
      experiment.yaml:8:35: error: expected an integer from 1 to 1000000, found the string 'many'
          8 |   grid: {schedule.batch: [256, 0, many], flow.fit: [half-mean, mean]}
            |                                   ^~~~
      experiment.yaml:8:64: error: unknown choice 'mean'
          8 |   grid: {schedule.batch: [256, 0, many], flow.fit: [half-mean, mean]}
            |                                                                ^~~~ did you mean 'half-mean'?
      experiment.yaml:9:31: error: expected an integer from 1 to 1000000, found the number 2.5
          9 |   zip: {flow.persistency: [1, 2.5], generator.hidden: [[64], [0]]}
            |                               ^~~
      experiment.yaml:9:63: error: expected an integer from 1 to 65536, found the number 0
          9 |   zip: {flow.persistency: [1, 2.5], generator.hidden: [[64], [0]]}
            |                                                               ^
      exit 65

      """),
  Report(
    "a path that a case does not have",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      cases:
        jsd: {flow: jsd}
        w1: {flow: w1}
      grid:
        flow.penalty.weight: [1, 10]

    """,
    says: """
      experiment.yaml:10:5: error: unknown path 'flow.penalty.weight'
         10 |     flow.penalty.weight: [1, 10]
            |     ^~~~~~~~~~~~~~~~~~~ other kinds have it, not the one chosen here
      exit 65

      """),
  Report(
    "entries that set one path",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      cases:
        a: {flow.fit: half-mean, seed: 3}
        b: {flow.penalty.weight: 1}
      zip: {flow.step: [1, 2], flow.fit: [half-mean, element-mean]}
      grid: {flow.step: [1], flow.penalty: [none]}
      seeds: 2

    """,
    says: """
      experiment.yaml:7:9: error: 'flow.fit' is set by case 'a' and by zip
          7 |     a: {flow.fit: half-mean, seed: 3}
            |         ^~~~~~~~ a run takes one value for a path
      experiment.yaml:9:28: note: by zip here
          9 |   zip: {flow.step: [1, 2], flow.fit: [half-mean, element-mean]}
            |                            ^~~~~~~~
      experiment.yaml:7:30: error: 'seed' is set by case 'a' and by seeds
          7 |     a: {flow.fit: half-mean, seed: 3}
            |                              ^~~~ a run takes one value for a path
      experiment.yaml:11:3: note: by seeds here
         11 |   seeds: 2
            |   ^~~~~
      experiment.yaml:8:9: error: unknown path 'flow.penalty.weight'
          8 |     b: {flow.penalty.weight: 1}
            |         ^~~~~~~~~~~~~~~~~~~ other kinds have it, not the one chosen here
      experiment.yaml:10:10: error: 'flow.step' is set by grid and by zip
         10 |   grid: {flow.step: [1], flow.penalty: [none]}
            |          ^~~~~~~~~ a run takes one value for a path
      experiment.yaml:9:9: note: by zip here
          9 |   zip: {flow.step: [1, 2], flow.fit: [half-mean, element-mean]}
            |         ^~~~~~~~~
      exit 65

      """),
  Report(
    "lists of a zip that differ",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      zip:
        schedule.batch: [256, 512]
        flow.step: [0.5, 1.0, 2.0]

    """,
    says: """
      experiment.yaml:8:5: error: 'flow.step' has 3 values, but 'schedule.batch' has 2
          8 |     flow.step: [0.5, 1.0, 2.0]
            |     ^~~~~~~~~ lists under zip have one length
      experiment.yaml:7:5: note: 'schedule.batch' is here
          7 |     schedule.batch: [256, 512]
            |     ^~~~~~~~~~~~~~
      exit 65

      """),
  Report(
    "empty and misshapen entries",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      cases: {}
      grid: {flow.step: [], flow.fit: half-mean}
      zip: 3
      exclude: [{}, {case: x}, 3]
      seeds: []
      random: 1

    """,
    says: """
      experiment.yaml:6:10: error: no cases
          6 |   cases: {}
            |          ^~ expected at least one
      experiment.yaml:7:21: error: no values for 'flow.step'
          7 |   grid: {flow.step: [], flow.fit: half-mean}
            |                     ^~ expected a list of at least one value
      experiment.yaml:7:35: error: expected a list of values, found the string 'half-mean'
          7 |   grid: {flow.step: [], flow.fit: half-mean}
            |                                   ^~~~~~~~~
      experiment.yaml:8:8: error: expected a mapping, found the number 3
          8 |   zip: 3
            |        ^
      experiment.yaml:9:13: error: no condition
          9 |   exclude: [{}, {case: x}, 3]
            |             ^~ expected at least one
      experiment.yaml:9:24: error: unknown case 'x'
          9 |   exclude: [{}, {case: x}, 3]
            |                        ^ the sweep has no cases
      experiment.yaml:9:28: error: expected a mapping, found the number 3
          9 |   exclude: [{}, {case: x}, 3]
            |                            ^
      experiment.yaml:10:10: error: no values for 'seed'
         10 |   seeds: []
            |          ^~ expected a list of at least one value
      experiment.yaml:11:11: error: expected a mapping, found the number 1
         11 |   random: 1
            |           ^
      exit 65

      """),
  Report(
    "seeds",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      seeds: [1, 2, 1, -1, x]

    """,
    says: """
      experiment.yaml:6:17: error: seed 1 is listed twice
          6 |   seeds: [1, 2, 1, -1, x]
            |                 ^ seeds differ
      experiment.yaml:6:20: error: expected an integer from 0 to 9007199254740991, found the number -1
          6 |   seeds: [1, 2, 1, -1, x]
            |                    ^~
      experiment.yaml:6:24: error: expected an integer from 0 to 9007199254740991, found the string 'x'
          6 |   seeds: [1, 2, 1, -1, x]
            |                        ^
      exit 65

      """),
  Report(
    "no seeds",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      seeds: 0

    """,
    says: """
      experiment.yaml:6:10: error: expected an integer from 1 to 1000000000, found the number 0
          6 |   seeds: 0
            |          ^
      exit 65

      """),
  Report(
    "an unknown case",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      cases: {wgan: , w1-fe: }
      exclude:
        - {case: [wgan, w1fe], flow.step: 1}

    """,
    says: """
      experiment.yaml:8:21: error: unknown case 'w1fe'
          8 |     - {case: [wgan, w1fe], flow.step: 1}
            |                     ^~~~ did you mean 'w1-fe'?
      exit 65

      """),
  Report(
    "an exclusion without effect",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      grid: {flow.step: [1, 2]}
      exclude: [{flow.step: 3}]

    """,
    says: """
      experiment.yaml:7:13: warning: this exclusion matches no run
          7 |   exclude: [{flow.step: 3}]
            |             ^~~~~~~~~~~~~~
      2 runs

      """),
  Report(
    "nothing left",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      grid: {flow.step: [1, 2]}
      exclude: [{flow.step: [1, 2]}]

    """,
    says: """
      experiment.yaml:7:13: error: the exclusions leave no run
          7 |   exclude: [{flow.step: [1, 2]}]
            |             ^~~~~~~~~~~~~~~~~~~
      exit 65

      """),
  Report(
    "too many runs",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      grid: {flow.step: [1, 2, 3]}
      seeds: 900000000

    """,
    says: """
      experiment.yaml:7:3: error: the sweep asks for more than 1000000 runs
          7 |   seeds: 900000000
            |   ^~~~~ leave out values, or split the experiment
      exit 65

      """),
  Report(
    "cases that are the same",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      cases: {a: {flow.step: 1}, b: {flow.step: 1.0}}

    """,
    says: """
      experiment.yaml:6:30: warning: case 'b' asks for the same runs as case 'a'
          6 |   cases: {a: {flow.step: 1}, b: {flow.step: 1.0}}
            |                              ^
      1 runs

      """),
  Report(
    "a combination that fails",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      grid: {generator.residual: [true, false], data.source.dimension: [2, 3]}

    """,
    says: """
      experiment.yaml:6:31: error: a residual generator needs equal dimensions, but the source has 3 and the target 2
          6 |   grid: {generator.residual: [true, false], data.source.dimension: [2, 3]}
            |                               ^~~~ expected a source of dimension 2, or residual: false
      exit 65

      """),
  Report(
    "a failing combination that is excluded",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      grid: {generator.residual: [true, false], data.source.dimension: [2, 3]}
      exclude: [{generator.residual: true, data.source.dimension: 3}]

    """,
    says: """
      3 runs

      """),
]
