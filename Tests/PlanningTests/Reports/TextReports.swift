/// Whole reports on texts that are no YAML.
let textReports = [
  Report(
    "an empty file",
    "",
    says: """
      experiment.yaml:1:1: error: the file is empty
          1 |\u{20}
            | ^ an experiment needs at least name, data, flow and schedule
      exit 65

      """),
  Report(
    "only comments",
    """
    # nothing

    # at all

    """,
    says: """
      experiment.yaml:1:1: error: the file is empty
          1 | # nothing
            | ^ an experiment needs at least name, data, flow and schedule
      exit 65

      """),
  Report(
    "a null document",
    """
    ---
    ...

    """,
    says: """
      experiment.yaml:1:1: error: the file is empty
          1 | ---
            | ^ an experiment needs at least name, data, flow and schedule
      exit 65

      """),
  Report(
    "a list instead of a mapping",
    """
    - a
    - b

    """,
    says: """
      experiment.yaml:1:1: error: expected a mapping, found a list
          1 | - a
            | ^~~
      exit 65

      """),
  Report(
    "bytes that are not UTF-8",
    bytes: [
      0x6E, 0x61, 0x6D, 0x65, 0x3A, 0x20, 0x72, 0x69, 0x6E, 0x67, 0x0A, 0x64, 0x65, 0x73, 0x63,
      0x72, 0x69, 0x70, 0x74, 0x69, 0x6F, 0x6E, 0x3A, 0x20, 0x63, 0x61, 0x66, 0xE9, 0x0A,
    ],
    says: """
      experiment.yaml:2:17: error: the file is not UTF-8: byte 0xE9 at offset 27
          2 | description: caf�
            |                 ^ save the file as UTF-8
      exit 65

      """),
  Report(
    "a UTF-16 file",
    bytes: [
      0xFF, 0xFE, 0x6E, 0x00, 0x61, 0x00, 0x6D, 0x00, 0x65, 0x00, 0x3A, 0x00, 0x20, 0x00, 0x78,
      0x00, 0x0A, 0x00,
    ],
    says: """
      experiment.yaml:1:1: error: the file is UTF-16, not UTF-8
          1 |\u{20}
            | ^ save the file as UTF-8
      exit 65

      """),
  Report(
    "a NUL",
    """
    name: ri\u{0}ng

    """,
    says: """
      experiment.yaml:1:9: error: a NUL character, which YAML does not allow
          1 | name: ri�ng
            |         ^ remove it, or write it as an escape in double quotes
      exit 65

      """),
  Report(
    "a tab for indentation",
    """
    name: ring
    data:
    \ttarget: two-moons

    """,
    says: """
      experiment.yaml:3:1: error: a tab where YAML allows only spaces
          3 | \ttarget: two-moons
            | ^ indent with spaces
      exit 65

      """),
  Report(
    "two documents",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    ---
    name: b

    """,
    says: """
      experiment.yaml:5:1: error: a second document starts here
          5 | ---
            | ^~~ one file is one experiment: remove '---' and what follows
      exit 65

      """),
  Report(
    "a quote left open",
    """
    name: "ring
    data: 1

    """,
    says: """
      experiment.yaml:1:7: error: a quote that is never closed
          1 | name: "ring
            |       ^ is a closing quote missing?
      exit 65

      """),
  Report(
    "a bracket left open",
    """
    name: ring
    sweep: {seeds: [1, 2
    flow: w1

    """,
    says: """
      experiment.yaml:3:5: error: expected ',' or ']'
          3 | flow: w1
            |     ^ is a '[' left open?
      experiment.yaml:2:16: note: opened here
          2 | sweep: {seeds: [1, 2
            |                ^
      exit 65

      """),
  Report(
    "a wrong indentation",
    """
    name: ring
    data:
        target: two-moons
      source: gaussian

    """,
    says: """
      experiment.yaml:4:3: error: expected a key here
          4 |   source: gaussian
            |   ^ is the indentation that of the keys above?
      exit 65

      """),
  Report(
    "a colon in a plain text",
    """
    name: ring
    description: GANs: as flows

    """,
    says: """
      experiment.yaml:2:18: error: a ':' that cannot start a value here
          2 | description: GANs: as flows
            |                  ^ quote a text that contains ': ', or check the indentation
      exit 65

      """),
  Report(
    "duplicate keys, and what else is wrong",
    """
    name: ring
    data: {target: two-moons}
    flow: w1
    flow: jsd
    schedule: {iterations: 0}

    """,
    says: """
      experiment.yaml:4:1: error: duplicate key 'flow'
          4 | flow: jsd
            | ^~~~ remove one of the two
      experiment.yaml:3:1: note: first here
          3 | flow: w1
            | ^~~~
      experiment.yaml:5:24: error: expected an integer from 1 to 1000000000, found the number 0
          5 | schedule: {iterations: 0}
            |                        ^
      exit 65

      """),
  Report(
    "an alias bomb",
    """
    a: &a [x, x, x, x, x, x, x, x, x, x]
    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
    d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
    e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
    f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
    g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]

    """,
    says: """
      experiment.yaml:6:36: error: with its aliases expanded the file has over 1000000 nodes
          6 | f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
            |                                    ^~ do aliases multiply each other?
      exit 65

      """),
  Report(
    "an alias of itself",
    """
    name: ring
    data: &d {target: *d}

    """,
    says: """
      experiment.yaml:2:19: error: alias '*d' is inside the node it names
          2 | data: &d {target: *d}
            |                   ^~ a value cannot contain itself
      exit 65

      """),
  Report(
    "an unknown alias",
    """
    name: *nobody

    """,
    says: """
      experiment.yaml:1:7: error: unknown alias '*nobody'
          1 | name: *nobody
            |       ^~~~~~~ an anchor '&nobody' must come before it
      exit 65

      """),
  Report(
    "a merge of a scalar",
    """
    name: ring
    data: {<<: 3, target: two-moons}
    flow: w1
    schedule: {iterations: 10}

    """,
    says: """
      experiment.yaml:2:12: error: '<<' merges something that is not a mapping
          2 | data: {<<: 3, target: two-moons}
            |            ^ expected a mapping, or a list of mappings
      exit 65

      """),
  Report(
    "an unknown tag",
    """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}
    seed: !fancy 3

    """,
    says: """
      experiment.yaml:5:7: error: unknown tag '!fancy'
          5 | seed: !fancy 3
            |       ^~~~~~~~ expected no tag, or one of !!str !!int !!float !!bool !!null !!seq !!map
      exit 65

      """),
  Report(
    "a key that is a list",
    """
    ? [a, b]
    : c

    """,
    says: """
      experiment.yaml:1:3: error: a key that is a list or a mapping
          1 | ? [a, b]
            |   ^ expected a name
      exit 65

      """),
]
