/// Whole reports on ranges, draws, points, conditions and blocks of a sweep.
let blockReports = [
  Report(
    "ranges",
    sweeping: """
        grid:
          flow.step: {logspace: [-2, 1, 4]}
          flow.persistency: {linspace: [1, 2, 3]}
          schedule.batch: {integers: [9, 1]}
          metrics.every: {linspace: [1, 2]}
          metrics.count: {linspace: [1, 2, 1.5]}
          samples.every: {lnspace: [1, 2, 2]}
        seeds: {intgers: [1, 2]}
      """,
    says: """
      experiment.yaml:7:27: error: expected two numbers above 0, the ends and not their exponents, and a count, found -2, 1, 4
          7 |     flow.step: {logspace: [-2, 1, 4]}
            |                           ^~~~~~~~~~
      experiment.yaml:8:34: error: expected an integer from 1 to 1000000, found the number 1.5
          8 |     flow.persistency: {linspace: [1, 2, 3]}
            |                                  ^~~~~~~~~
      experiment.yaml:9:32: error: expected the first integer, one not below it, and a step of at least 1, found 9, 1
          9 |     schedule.batch: {integers: [9, 1]}
            |                                ^~~~~~
      experiment.yaml:10:31: error: expected a list of 3 elements, found 2
         10 |     metrics.every: {linspace: [1, 2]}
            |                               ^~~~~~
      experiment.yaml:11:31: error: expected the first number, the last, and a count from 2 to 1000000, found 1, 2, 1.5
         11 |     metrics.count: {linspace: [1, 2, 1.5]}
            |                               ^~~~~~~~~~~
      experiment.yaml:12:21: error: unknown key 'lnspace' in 'samples.every'
         12 |     samples.every: {lnspace: [1, 2, 2]}
            |                     ^~~~~~~ did you mean 'linspace'?
      experiment.yaml:13:11: error: unknown key 'intgers' in 'sweep.seeds'
         13 |   seeds: {intgers: [1, 2]}
            |           ^~~~~~~ did you mean 'integers'?
      exit 65

      """),
  Report(
    "draws",
    sweeping: """
        random:
          count: 0
          flow.step: {log-unifrom: [1, 2]}
          flow.persistency: {uniform: [1, 5]}
          schedule.batch: {integers: [5, 5]}
          metrics.every: [1, 2]
          metrics.count: {uniform: [1, 2], choice: [3]}
        sobol: {flow.fit: {choice: []}, samples.count: {normal: [0, -1]}, scramble: 3}
        latin-hypercube: {count: 3}
      """,
    says: """
      experiment.yaml:7:12: error: expected an integer from 1 to 1000000, found the number 0
          7 |     count: 0
            |            ^
      experiment.yaml:8:17: error: unknown distribution 'log-unifrom'
          8 |     flow.step: {log-unifrom: [1, 2]}
            |                 ^~~~~~~~~~~ did you mean 'log-uniform'?
      experiment.yaml:10:32: error: expected an integer and one above it, found 5, 5
         10 |     schedule.batch: {integers: [5, 5]}
            |                                ^~~~~~
      experiment.yaml:11:20: error: expected a distribution (uniform, log-uniform, normal, log-normal, integers, choice), found a list
         11 |     metrics.every: [1, 2]
            |                    ^~~~~~
      experiment.yaml:12:20: error: 'metrics.count' takes one distribution
         12 |     metrics.count: {uniform: [1, 2], choice: [3]}
            |                    ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ expected one of uniform, log-uniform, normal, log-normal, integers, choice
      experiment.yaml:13:3: error: missing key 'count' in 'sweep.sobol'
         13 |   sobol: {flow.fit: {choice: []}, samples.count: {normal: [0, -1]}, scramble: 3}
            |   ^~~~~ expected an integer from 1 to 1000000
      experiment.yaml:13:30: error: expected a list of at least one value, found an empty list
         13 |   sobol: {flow.fit: {choice: []}, samples.count: {normal: [0, -1]}, scramble: 3}
            |                              ^~
      experiment.yaml:13:59: error: expected the mean and a deviation above 0, found 0, -1
         13 |   sobol: {flow.fit: {choice: []}, samples.count: {normal: [0, -1]}, scramble: 3}
            |                                                           ^~~~~~~
      experiment.yaml:13:79: error: expected true or false, found the number 3
         13 |   sobol: {flow.fit: {choice: []}, samples.count: {normal: [0, -1]}, scramble: 3}
            |                                                                               ^
      experiment.yaml:14:3: error: no path to draw values for
         14 |   latin-hypercube: {count: 3}
            |   ^~~~~~~~~~~~~~~ expected at least one
      exit 65

      """),
  Report(
    "drawn values that a run cannot have",
    sweeping: """
        random: {count: 20, flow.step: {normal: [0, 1]}, flow.persistency: {uniform: [1, 5]}, flow.stepp: {uniform: [1, 2]}}
      """,
    says: """
      experiment.yaml:6:34: error: expected a number above 0, found the number -0.112415788471
          6 |   random: {count: 20, flow.step: {normal: [0, 1]}, flow.persistency: {uniform: [1, 5]}, flow.stepp:  …
            |                                  ^~~~~~~~~~~~~~~~
      experiment.yaml:6:70: error: 'flow.persistency' takes integers, which 'uniform' does not draw
          6 |   random: {count: 20, flow.step: {normal: [0, 1]}, flow.persistency: {uniform: [1, 5]}, flow.stepp:  …
            |                                                                      ^~~~~~~~~~~~~~~~~ expected {integers: [first, last]} or a choice
      experiment.yaml:6:70: error: expected an integer from 1 to 1000000, found the number 1.14125915788
          6 |   random: {count: 20, flow.step: {normal: [0, 1]}, flow.persistency: {uniform: [1, 5]}, flow.stepp:  …
            |                                                                      ^~~~~~~~~~~~~~~~~
      experiment.yaml:6:89: error: unknown path 'flow.stepp'
          6 | … al: [0, 1]}, flow.persistency: {uniform: [1, 5]}, flow.stepp: {uniform: [1, 2]}}
            |                                                     ^~~~~~~~~~ did you mean 'flow.step'?
      exit 65

      """),
  Report(
    "an uneven Sobol sequence",
    sweeping: """
        sobol: {count: 12, flow.step: {uniform: [1, 2]}}
      """,
    says: """
      experiment.yaml:6:18: warning: 12 points of a Sobol sequence are uneven
          6 |   sobol: {count: 12, flow.step: {uniform: [1, 2]}}
            |                  ^~ expected a power of two, such as 8 or 16
      12 runs

      """),
  Report(
    "entries of all sorts that set one path",
    sweeping: """
        cases: {a: {flow.fit: half-mean}}
        points: [{flow.step: 1, flow.fit: half-mean}, {flow: {step: 2}, flow.step: 3}]
        random: {count: 2, flow.step: {uniform: [1, 2]}}
      """,
    says: """
      experiment.yaml:6:15: error: 'flow.fit' is set by case 'a' and by points
          6 |   cases: {a: {flow.fit: half-mean}}
            |               ^~~~~~~~ a run takes one value for a path
      experiment.yaml:7:27: note: by points here
          7 |   points: [{flow.step: 1, flow.fit: half-mean}, {flow: {step: 2}, flow.step: 3}]
            |                           ^~~~~~~~
      experiment.yaml:7:67: error: 'flow.step' is set by points and by points
          7 |   points: [{flow.step: 1, flow.fit: half-mean}, {flow: {step: 2}, flow.step: 3}]
            |                                                                   ^~~~~~~~~ a run takes one value for a path
      experiment.yaml:7:57: note: by points here
          7 |   points: [{flow.step: 1, flow.fit: half-mean}, {flow: {step: 2}, flow.step: 3}]
            |                                                         ^~~~
      experiment.yaml:8:22: error: 'flow.step' is set by random and by points
          8 |   random: {count: 2, flow.step: {uniform: [1, 2]}}
            |                      ^~~~~~~~~ a run takes one value for a path
      experiment.yaml:7:13: note: by points here
          7 |   points: [{flow.step: 1, flow.fit: half-mean}, {flow: {step: 2}, flow.step: 3}]
            |             ^~~~~~~~~
      exit 65

      """),
  Report(
    "points",
    sweeping: """
        points: [3, {flow.stp: 1}, {flow.step: -1}]
      """,
    says: """
      experiment.yaml:6:12: error: expected a mapping, found the number 3
          6 |   points: [3, {flow.stp: 1}, {flow.step: -1}]
            |            ^
      experiment.yaml:6:16: error: unknown path 'flow.stp'
          6 |   points: [3, {flow.stp: 1}, {flow.step: -1}]
            |                ^~~~~~~~ did you mean 'flow.step'?
      experiment.yaml:6:42: error: expected a number above 0, found the number -1
          6 |   points: [3, {flow.stp: 1}, {flow.step: -1}]
            |                                          ^~
      exit 65

      """),
  Report(
    "a table of points",
    Report.head + "sweep: {points: points.csv}\n",
    besides: [
      "points.csv": """
      flow.step,flow.step,flow.persistencee
      1,2
      1,1,2
      -1,x,"5
      """
    ],
    says: """
      points.csv:1:11: error: two columns for 'flow.step'
          1 | flow.step,flow.step,flow.persistencee
            |           ^~~~~~~~~ a run takes one value for a path
      points.csv:1:21: error: unknown path 'flow.persistencee'
          1 | flow.step,flow.step,flow.persistencee
            |                     ^~~~~~~~~~~~~~~~~ did you mean 'flow.persistency'?
      points.csv:2:1: error: 2 values in a line for 3 paths
          2 | 1,2
            | ^ an empty cell leaves its path alone
      points.csv:4:1: error: expected a number above 0, found the number -1
          4 | -1,x,"5
            | ^~
      points.csv:4:6: error: this quote is not closed
          4 | -1,x,"5
            |      ^~ expected a quote at the end of the cell
      exit 65

      """),
  Report(
    "a table with a quote that takes in all that follows",
    Report.head + "sweep: {points: points.csv}\n",
    besides: ["points.csv": "flow.step,flow.persistency\n1,2\n3,\"5\n4,5\n"],
    says: """
      points.csv:3:3: error: this quote is not closed
          3 | 3,"5
            |   ^~ expected a quote at the end of the cell
      exit 65

      """),
  Report(
    "a table whose cells are wrong",
    Report.head + "sweep: {points: points.csv}\n",
    besides: ["points.csv": "flow.step,generator.hidden\n-1,\"[8, 8]\"\n2,\"[8, \"\n"],
    says: """
      points.csv:2:1: error: expected a number above 0, found the number -1
          2 | -1,"[8, 8]"
            | ^~
      points.csv:3:3: error: expected a value here
          3 | 2,"[8, "
            |   ^~~~~~ is a value missing?
      exit 65

      """),
  Report(
    "no table", Report.head + "sweep: {points: points.csv}\n",
    says: """
      experiment.yaml:5:17: error: no file 'points.csv'
          5 | sweep: {points: points.csv}
            |                 ^~~~~~~~~~
      exit 66

      """),
  Report(
    "conditions",
    sweeping: """
        cases: {a: }
        grid:
          flow.step: {values: [1, 2], when: {case: b, flow.stepp: 1}}
          flow.persistency: {integers: [1, 2], values: [1], when: {flow.update: forward}}
          schedule.batch: {vales: [1, 2], when: {flow.step: 1}}
          metrics.every: {values: [1, 2], when: 3}
      """,
    says: """
      experiment.yaml:8:46: error: unknown case 'b'
          8 |     flow.step: {values: [1, 2], when: {case: b, flow.stepp: 1}}
            |                                              ^ did you mean 'a'?
      experiment.yaml:8:49: error: unknown path 'flow.stepp'
          8 |     flow.step: {values: [1, 2], when: {case: b, flow.stepp: 1}}
            |                                                 ^~~~~~~~~~ did you mean 'flow.step'?
      experiment.yaml:9:23: error: 'flow.persistency' takes one list of values
          9 |     flow.persistency: {integers: [1, 2], values: [1], when: {flow.update: forward}}
            |                       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ expected one of values, linspace, logspace, integers
      experiment.yaml:10:22: error: unknown key 'vales' in 'schedule.batch'
         10 |     schedule.batch: {vales: [1, 2], when: {flow.step: 1}}
            |                      ^~~~~ did you mean 'values'?
      experiment.yaml:11:43: error: expected a mapping, found the number 3
         11 |     metrics.every: {values: [1, 2], when: 3}
            |                                           ^
      exit 65

      """),
  Report(
    "a condition that holds for no run",
    sweeping: """
        grid:
          flow.step: {values: [2, 3], when: {flow.update: adversarial}}
      """,
    says: """
      experiment.yaml:7:39: warning: this condition holds for no run
          7 |     flow.step: {values: [2, 3], when: {flow.update: adversarial}}
            |                                       ^~~~~~~~~~~~~~~~~~~~~~~~~~
      1 runs

      """),
  Report(
    "blocks", Report.head + "sweep: [3, {gird: {}}, {grid: {flow.step: [1], flow.stp: [1]}}]\n",
    overrides: ["sweep.grid.flow.step=[1]", "sweep.7.seeds=2"],
    says: """
      experiment.yaml:5:9: error: expected a mapping, found the number 3
          5 | sweep: [3, {gird: {}}, {grid: {flow.step: [1], flow.stp: [1]}}]
            |         ^
      experiment.yaml:5:13: error: unknown key 'gird' in 'sweep'
          5 | sweep: [3, {gird: {}}, {grid: {flow.step: [1], flow.stp: [1]}}]
            |             ^~~~ did you mean 'grid'?
      experiment.yaml:5:48: error: unknown path 'flow.stp'
          5 | sweep: [3, {gird: {}}, {grid: {flow.step: [1], flow.stp: [1]}}]
            |                                                ^~~~~~~~ did you mean 'flow.step'?
      argument 2:7: error: 'grid.flow.step' of which block of the sweep?
            | sweep.grid.flow.step=[1]
            |       ^~~~ override sweep.0.grid.flow.step, or that of another block
      argument 3:7: error: the sweep has no block 7
            | sweep.7.seeds=2
            |       ^ expected a number from 0 to 2
      exit 65

      """),
  Report(
    "no blocks", Report.head + "sweep: []\n",
    says: """
      experiment.yaml:5:8: error: no block
          5 | sweep: []
            |        ^~ expected at least one
      exit 65

      """),
  Report(
    "a rule for replicates",
    sweeping: """
        seeds: {until: {metric: w3, half-width: 5, min: 9, max: 5, confidenc: 0.9}}
      """,
    says: """
      experiment.yaml:6:62: error: unknown key 'confidenc' in 'sweep.seeds.until'
          6 |   seeds: {until: {metric: w3, half-width: 5, min: 9, max: 5, confidenc: 0.9}}
            |                                                              ^~~~~~~~~ did you mean 'confidence'?
      exit 65

      """),
  Report(
    "a metric that is not computed",
    sweeping: """
        seeds: {until: {metric: w2, half-width: 5%, max: 5}}
      """,
    says: """
      experiment.yaml:6:27: error: metric 'w2' is not computed in every run
          6 |   seeds: {until: {metric: w2, half-width: 5%, max: 5}}
            |                           ^~ did you mean 'w1'?
      exit 65

      """),
  Report(
    "a width that is none",
    sweeping: """
        seeds: {until: {metric: w1, half-width: 5 percent, max: 5}}
      """,
    says: """
      experiment.yaml:6:43: error: expected a percentage of the mean, such as 5%, found the string '5 percent'
          6 |   seeds: {until: {metric: w1, half-width: 5 percent, max: 5}}
            |                                           ^~~~~~~~~
      exit 65

      """),
]

extension Report {
  /// An experiment that only lacks its sweep.
  static let head = """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}

    """

  init(_ title: String, sweeping sweep: String, says expected: String) {
    self.init(title, Report.head + "sweep:\n" + sweep + "\n", says: expected)
  }
}
