/// Whole reports on claims.
let claimReports = [
  Report(
    "claims about runs that there are not",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    metrics: {every: 4}
    sweep:
      cases: {a: {flow.step: 0.5}, b: {flow.step: 1}}
      grid: {flow.persistency: [1, 2]}
    claims:
      - {name: x, metric: w1, of: {case: a}, is: less-than, than: 3}
      - {name: x, metric: w1, of: {case: a, flow.persistency: 5}, is: less-than, than: 3}
      - {name: x, metric: w2, of: {case: a, flow.persistency: 1}, is: less-than, than: 3}
      - {name: x, metric: w1, of: {case: a, flow.persistency: 1}, is: less-than, than: {case: b}}
      - {name: x, metric: w1, at: 6, of: {case: a, flow.persistency: 1}, is: less-than, than: 1}
      - {name: x, metric: w1, at: {mean: [5, 7]}, of: {case: a, flow.persistency: 1}, is: less-than, than: 1}
      - {name: x, metric: w1, of: {}, is: less-than, than: 1, for-each: flow.persitency}
      - {name: x, metric: w1, of: &a {case: a, flow.persistency: 1}, is: less-than, than: *a, than-at: 7}

    """,
    says: """
      experiment.yaml:10:31: error: these runs differ in 'flow.persistency': 1, 2
         10 |   - {name: x, metric: w1, of: {case: a}, is: less-than, than: 3}
            |                               ^~~~~~~~~ one configuration is compared with another: choose a value, or write for-each: flow.persistency
      experiment.yaml:11:31: error: no run meets these conditions
         11 |   - {name: x, metric: w1, of: {case: a, flow.persistency: 5}, is: less-than, than: 3}
            |                               ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ a run that two cases share is of the first
      experiment.yaml:12:23: error: metric 'w2' is not computed in every run
         12 |   - {name: x, metric: w2, of: {case: a, flow.persistency: 1}, is: less-than, than: 3}
            |                       ^~ did you mean 'w1'?
      experiment.yaml:13:84: error: these runs differ in 'flow.persistency': 1, 2
         13 | … se: a, flow.persistency: 1}, is: less-than, than: {case: b}}
            |                                                     ^~~~~~~~~ one configuration is compared with another: choose a value, or write for-each: flow.persistency
      experiment.yaml:14:31: error: nothing is evaluated at iteration 6
         14 |   - {name: x, metric: w1, at: 6, of: {case: a, flow.persistency: 1}, is: less-than, than: 1}
            |                               ^ expected such as 4 or 8
      experiment.yaml:15:31: error: nothing is evaluated between iterations 5 and 7
         15 |   - {name: x, metric: w1, at: {mean: [5, 7]}, of: {case: a, flow.persistency: 1}, is: less-than, tha …
            |                               ^~~~~~~~~~~~~~ these runs are evaluated every 4 iterations up to 10
      experiment.yaml:16:69: error: unknown path 'flow.persitency'
         16 |   - {name: x, metric: w1, of: {}, is: less-than, than: 1, for-each: flow.persitency}
            |                                                                     ^~~~~~~~~~~~~~~ did you mean 'flow.persistency'?
      experiment.yaml:17:100: error: nothing is evaluated at iteration 7
         17 | … ersistency: 1}, is: less-than, than: *a, than-at: 7}
            |                                                     ^ expected such as 4 or 8
      exit 65

      """),
  Report(
    "claims that lack what every claim has",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    claims: [{name: x}, w1, {of: {}, is: diverged, nam: y}]

    """,
    says: """
      experiment.yaml:5:10: error: missing key 'of' in 'claims.0'
          5 | claims: [{name: x}, w1, {of: {}, is: diverged, nam: y}]
            |          ^~~~~~~~~ expected a mapping
      experiment.yaml:5:10: error: missing key 'is' in 'claims.0'
          5 | claims: [{name: x}, w1, {of: {}, is: diverged, nam: y}]
            |          ^~~~~~~~~ expected one of 'less-than', 'greater-than', 'within', 'diverged', 'completed'
      experiment.yaml:5:21: error: expected a mapping with 'name', 'of', 'is', found the string 'w1'
          5 | claims: [{name: x}, w1, {of: {}, is: diverged, nam: y}]
            |                     ^~
      experiment.yaml:5:48: error: unknown key 'nam' in 'claims.2'
          5 | claims: [{name: x}, w1, {of: {}, is: diverged, nam: y}]
            |                                                ^~~ did you mean 'name'?
      exit 65

      """),
  Report(
    "claims that make no sense",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    sweep:
      cases: {good: {flow.step: 0.5}, bad: {flow.step: 1}}
    claims:
      - {name: x, of: {case: god}, is: less-than, than: 3}
      - {name: x, metric: w1, of: {case: good}, is: diverged, times: 2}
      - {name: x, metric: w1, of: {flow.stpe: 1}, is: within, than: 1}
      - {name: x, metric: w1, at: {mean: [9, 2]}, of: {flow.update: fast}, is: within, than: 1, tolerance: 0 %}
      - {name: x, metric: training/kl, at: {time: 3, first-below: 2}, of: {case: good}, is: less-than, than: 1}
      - {name: x, metric: training/kl, at: {in: seconds}, of: {case: good}, is: less-than, than: 1}

    """,
    says: """
      experiment.yaml:8:26: error: unknown case 'god'
          8 |   - {name: x, of: {case: god}, is: less-than, than: 3}
            |                          ^~~ did you mean 'good'?
      experiment.yaml:8:36: error: 'less-than' needs 'metric'
          8 |   - {name: x, of: {case: god}, is: less-than, than: 3}
            |                                    ^~~~~~~~~
      experiment.yaml:9:15: error: 'metric' has no meaning for 'diverged'
          9 |   - {name: x, metric: w1, of: {case: good}, is: diverged, times: 2}
            |               ^~~~~~ remove it
      experiment.yaml:9:59: error: 'times' has no meaning for 'diverged'
          9 |   - {name: x, metric: w1, of: {case: good}, is: diverged, times: 2}
            |                                                           ^~~~~ remove it
      experiment.yaml:10:51: error: 'within' needs 'tolerance'
         10 |   - {name: x, metric: w1, of: {flow.stpe: 1}, is: within, than: 1}
            |                                                   ^~~~~~
      experiment.yaml:11:38: error: no iteration lies between 9 and 2
         11 |   - {name: x, metric: w1, at: {mean: [9, 2]}, of: {flow.update: fast}, is: within, than: 1, toleranc …
            |                                      ^~~~~~ expected the first iteration, then the last
      experiment.yaml:11:104: error: expected a percentage above 0, found '0 %'
         11 | … ow.update: fast}, is: within, than: 1, tolerance: 0 %}
            |                                                     ^~~
      experiment.yaml:12:50: error: 'first-below' and 'time' exclude each other
         12 |   - {name: x, metric: training/kl, at: {time: 3, first-below: 2}, of: {case: good}, is: less-than, t …
            |                                                  ^~~~~~~~~~~ remove one of the two
      experiment.yaml:13:40: error: this is no moment
         13 |   - {name: x, metric: training/kl, at: {in: seconds}, of: {case: good}, is: less-than, than: 1}
            |                                        ^~~~~~~~~~~~~ expected time, mean or first-below
      exit 65

      """),
]
