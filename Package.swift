// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of this package is compiled with.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], fixtures: Bool = false
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies, exclude: fixtures ? ["Fixtures"] : [],
    swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "gfrun",
  products: [
    .executable(name: "gfrun", targets: ["gfrun"]),
    .executable(name: "gfbench", targets: ["gfbench"]),
    // What a package needs that registers trainers, flows, laws or metrics of its own.
    .library(
      name: "GradientFlows",
      targets: [
        "CommandLineInterface", "Trainers", "Training", "Specification", "Flows", "Graphs",
        "Metrics", "Distributions", "Randomness", "Arrays",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // The only doors to C. Nothing but the module that wraps one may import it.
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
    .target(name: "CKernels"),
    .target(name: "CProcessor"),
    .target(name: "CProcesses"),

    // From here on every module imports only modules above it.
    module("Arrays"),
    module("Tables"),
    module("Processes", ["CProcesses"]),
    module("Statistics"),
    module("YAML", ["CLibYAML"]),
    module("HDF5", ["CHDF5"]),
    module("Randomness", ["CKernels"]),
    module("Graphs", ["CKernels", "COneDNN"]),
    module("Networks", ["Graphs", "Randomness"]),
    module("Distributions", ["Arrays", "Randomness"]),
    module("Metrics", ["Arrays", "CKernels", "Randomness"]),
    module("Flows", ["Graphs", "Networks"]),
    module("PointFiles", ["Arrays", "HDF5"]),
    module("Specification", ["YAML"]),
    module("Planning", ["Randomness", "Specification", "Statistics", "YAML", crypto]),
    module(
      "Training",
      ["Arrays", "PointFiles", "Specification", "Flows", "Distributions", "Metrics", "Randomness"]),
    module(
      "Trainers",
      [
        "Training", "Flows", "Networks", "Graphs", "Metrics", "Arrays", "Distributions",
        "Processes", "Randomness", "Specification", "CKernels",
      ]),
    module("Results", ["HDF5", "Planning", "Specification", crypto]),
    module("Claims", ["Planning", "Results", "Specification", "Statistics"]),
    module(
      "Execution",
      [
        "Planning", "Training", "Results", "Specification", "Metrics", "Arrays", "Processes",
        crypto,
      ]),
    module(
      "Figures",
      [
        "Execution", "Results", "Planning", "Training", "Trainers", "Flows", "Graphs", "Arrays",
        "Randomness", "Distributions", "Specification", "Statistics", "Tables", crypto,
      ]),
    .target(
      name: "Reports",
      dependencies: [
        "Claims", "Execution", "Figures", "Results", "Specification", "Statistics", "Tables",
        "YAML",
      ],
      // What the page that it writes is made of.
      resources: [
        "page.html", "page.css", "format.js", "runs.js", "series.js", "chart.js", "curves.js",
        "particles.js", "sections.js", "page.js",
      ].map { .embedInCode("Resources/\($0)") }, swiftSettings: settings),
    module(
      "CommandLineInterface",
      [
        "Reports", "Figures", "Execution", "Claims", "Trainers", "Training", "Results", "Planning",
        "Processes", "Specification", "Graphs", "Metrics", "PointFiles", "Arrays", "Tables",
        argumentParser,
      ]),
    .executableTarget(
      name: "gfrun", dependencies: ["CommandLineInterface"], swiftSettings: settings),

    // How fast gfrun is beside its peers; nothing of gfrun depends on it.
    module("Benchmarking", ["Processes", "Specification", "Tables", "CProcessor"]),
    .executableTarget(
      name: "gfbench",
      dependencies: [
        "Benchmarking", "Execution", "Results", "Trainers", "Training", "Planning", "Specification",
        "Graphs",
        "Metrics", "Arrays", "Randomness", "CKernels", "Tables", argumentParser,
      ],
      swiftSettings: settings),

    tests("CKernels", ["CKernels"]),
    tests("YAML", ["YAML"]),
    tests("HDF5", ["HDF5"]),
    tests("Randomness", ["Randomness"]),
    tests("Graphs", ["Graphs"]),
    tests("Networks", ["Networks", "Graphs", "Randomness"]),
    tests("Distributions", ["Distributions", "Arrays", "Randomness"]),
    tests("Metrics", ["Metrics", "Arrays", "Randomness"], fixtures: true),
    tests("PointFiles", ["PointFiles", "Arrays", "HDF5"], fixtures: true),
    tests("Flows", ["Flows", "Networks", "Graphs", "Randomness"]),
    tests("Specification", ["Specification", "YAML"]),
    tests("Planning", ["Planning", "Specification", "Statistics", "YAML"]),
    tests(
      "Training",
      ["Training", "Planning", "Specification", "Distributions", "Metrics", "Randomness", "Arrays"]),
    tests(
      "Trainers",
      [
        "Trainers", "Training", "Flows", "Networks", "Graphs", "Planning", "Specification",
        "Distributions", "Metrics", "Randomness", "Arrays",
      ], fixtures: true),
    tests("Results", ["Results", "HDF5"]),
    tests(
      "Claims", ["Claims", "Planning", "Results", "Specification", "Statistics"], fixtures: true),
    tests(
      "Execution",
      [
        "Execution", "Results", "Planning", "Training", "Specification", "Distributions",
        "Randomness", "Arrays",
      ]),
    tests(
      "Figures",
      [
        "Figures", "Execution", "Results", "Planning", "Training", "Trainers", "Flows",
        "Specification", "Arrays",
      ]),
    tests("Reports", ["Reports", "Claims", "Execution", "Figures", "Results", "Specification"]),
    // A program of another package, which sees no more of ours than what is public.
    .executableTarget(
      name: "PluginPackage",
      dependencies: [
        "CommandLineInterface", "Trainers", "Training", "Specification", "Flows", "Graphs",
        "Metrics", "Distributions", "Randomness", "Arrays",
      ], path: "Tests/PluginPackage/Sources", packageAccess: false, swiftSettings: settings),
    tests("EndToEnd", ["gfrun", "PluginPackage", "HDF5", "Results"]),
    tests("Benchmarking", ["Benchmarking", "Specification", "gfbench", "gfrun"]),
  ]
)
