/// Whole reports on overrides, extended files, figures and claims.
let fileReports = [
  Report(
    "overrides",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}

    """,
    overrides: [
      "flow.stepp=0.1", "schedule.iterations=x", "flow", "=3", "flow.step=[1", "metrics.every=",
    ],
    says: """
      argument 2:6: error: unknown path 'flow.stepp'
            | flow.stepp=0.1
            |      ^~~~~ did you mean 'flow.step'?
      argument 3:21: error: expected an integer from 1 to 1000000000, found the string 'x'
            | schedule.iterations=x
            |                     ^
      argument 4:1: error: 'flow' is not an override
            | flow
            | ^~~~ expected path=value, such as flow.step=0.1
      argument 5:1: error: '=3' is not an override
            | =3
            | ^~ expected path=value, such as flow.step=0.1
      argument 6:13: error: expected ',' or ']'
            | flow.step=[1
            |             ^ is a '[' left open?
      argument 6:11: note: opened here
            | flow.step=[1
            |           ^
      argument 7:15: error: expected an integer from 1 to 1000000000, found nothing
            | metrics.every=
            |               ^
      exit 65

      """),
  Report(
    "overrides of what is swept",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      grid: {flow.step: [1, 2]}
      cases: {a: {schedule.batch: 1}, b: {schedule.batch: 2}}
      seeds: 2

    """,
    overrides: ["flow.step=3", "seed=4", "schedule.batch=7", "flow.fit=element-mean"],
    says: """
      argument 2:1: error: 'flow.step' is set by grid for every run
            | flow.step=3
            | ^~~~ override sweep.grid.flow.step instead
      experiment.yaml:6:10: note: by grid here
          6 |   grid: {flow.step: [1, 2]}
            |          ^~~~~~~~~
      argument 3:1: error: 'seed' is set by seeds for every run
            | seed=4
            | ^~~~ override seeds instead
      experiment.yaml:8:3: note: by seeds here
          8 |   seeds: 2
            |   ^~~~~
      argument 4:1: error: 'schedule.batch' is set by case 'a' for every run
            | schedule.batch=7
            | ^~~~~~~~
      experiment.yaml:7:15: note: by case 'a' here
          7 |   cases: {a: {schedule.batch: 1}, b: {schedule.batch: 2}}
            |               ^~~~~~~~~~~~~~
      exit 65

      """),
  Report(
    "an error in an extended file",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    extends: [base.yaml]

    """,
    besides: [
      "base.yaml": """
      extends: deep.yaml
      flow: {stepp: 3}

      """,
      "deep.yaml": """
      seed: x
      schedule:
        batch: -1

      """,
    ],
    says: """
      deep.yaml:1:7: error: expected an integer from 0 to 9007199254740991, found the string 'x'
          1 | seed: x
            |       ^
            extended by base.yaml:1:10
            extended by experiment.yaml:5:11
      deep.yaml:3:10: error: expected an integer from 1 to 1000000, found the number -1
          3 |   batch: -1
            |          ^~
            extended by base.yaml:1:10
            extended by experiment.yaml:5:11
      exit 65

      """),
  Report(
    "a missing extended file",
    """
    extends: nothing.yaml
    name: a
    seed: x

    """,
    says: """
      experiment.yaml:1:10: error: no file 'nothing.yaml'
          1 | extends: nothing.yaml
            |          ^~~~~~~~~~~~
      experiment.yaml:3:7: error: expected an integer from 0 to 9007199254740991, found the string 'x'
          3 | seed: x
            |       ^
      exit 66

      """),
  Report(
    "files that extend each other",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    extends: a.yaml

    """,
    besides: [
      "a.yaml": """
      extends: experiment.yaml

      """
    ],
    says: """
      a.yaml:1:10: error: this file extends itself
          1 | extends: experiment.yaml
            |          ^~~~~~~~~~~~~~~ experiment.yaml extends a.yaml extends experiment.yaml
            extended by experiment.yaml:5:10
      exit 65

      """),
  Report(
    "extends that is no path",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    extends: [3, base.yaml]

    """,
    besides: [
      "base.yaml": """
      flow: {kind: w1,\u{20}

      """
    ],
    says: """
      experiment.yaml:5:11: error: expected the path of a file, or a list of them, found the number 3
          5 | extends: [3, base.yaml]
            |           ^
      base.yaml:1:18: error: expected a value here
          1 | flow: {kind: w1,\u{20}
            |                  ^ is a value missing?
            extended by experiment.yaml:5:14
      exit 65

      """),
  Report(
    "figures and claims",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    figures: [{id: f, kind: curves, y: metrics/w1, z: 1}]
    claims: [{name: x, metric: w1, of: {case: a}, is: below, than: 3, confidence: 1}]

    """,
    says: """
      experiment.yaml:5:48: error: unknown key 'z' in 'figures.0'
          5 | figures: [{id: f, kind: curves, y: metrics/w1, z: 1}]
            |                                                ^ did you mean 'y'?
      experiment.yaml:6:51: error: unknown choice 'below'
          6 | claims: [{name: x, metric: w1, of: {case: a}, is: below, than: 3, confidence: 1}]
            |                                                   ^~~~~ expected one of less-than, greater-than, within, diverged, completed
      experiment.yaml:6:79: error: expected a number from 0.5 to 0.999999, found the number 1
          6 | claims: [{name: x, metric: w1, of: {case: a}, is: below, than: 3, confidence: 1}]
            |                                                                               ^
      exit 65

      """),
  Report(
    "figures that name what is not there",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep: {cases: {wgan: {flow.update: adversarial}}}
    figures:
      - {id: f, kind: curves, series: flow.persistancy, of: {case: wgna}}
      - {id: f, kind: scatter, rows: [case, snapshot]}
      - {id: g, kind: scatter, columns: [case, snapshot]}
      - id: p
        kind: pairing
        rows: [{name: x, values: [1, 2]}, {name: z, values: [1]}]
        panels: [{title: a, marks: [1, 2]}]

    """,
    says: """
      experiment.yaml:7:35: error: unknown path 'flow.persistancy'
          7 |   - {id: f, kind: curves, series: flow.persistancy, of: {case: wgna}}
            |                                   ^~~~~~~~~~~~~~~~ did you mean 'flow.persistency'?
      experiment.yaml:7:64: error: unknown case 'wgna'
          7 |   - {id: f, kind: curves, series: flow.persistancy, of: {case: wgna}}
            |                                                                ^~~~ did you mean 'wgan'?
      experiment.yaml:8:10: error: two figures are called 'f'
          8 |   - {id: f, kind: scatter, rows: [case, snapshot]}
            |          ^ they would share a file
      experiment.yaml:8:41: error: unknown path 'snapshot'
          8 |   - {id: f, kind: scatter, rows: [case, snapshot]}
            |                                         ^~~~~~~~
      experiment.yaml:9:44: error: 'snapshot' stands alone
          9 |   - {id: g, kind: scatter, columns: [case, snapshot]}
            |                                            ^~~~~~~~ put the rest into rows
      experiment.yaml:12:49: error: 1 point cannot be the partners of 2
         12 |     rows: [{name: x, values: [1, 2]}, {name: z, values: [1]}]
            |                                                 ^~~~~~ expected as many as in the first row
      exit 65

      """),
  Report(
    "a wide character before the error",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: {kind: 流れ, step: 0}
    schedule: {iterations: 10}
    description: '流れ'

    """,
    says: """
      experiment.yaml:3:14: error: unknown flow '流れ'
          3 | flow: {kind: 流れ, step: 0}
            |              ^~~~ expected one of jsd, w1, w2, monoflow, mmd, network-mmd, energy, sliced-wasserstein, sinkhorn, kale, svgd, langevin
      exit 65

      """),
  Report(
    "a long line",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    generator: {hidden: [64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 0]}

    """,
    says: """
      experiment.yaml:5:262: error: expected an integer from 1 to 65536, found the number 0
          5 | … , 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 0]}
            |                                                     ^
      exit 65

      """),
]
