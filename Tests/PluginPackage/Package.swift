// swift-tools-version: 6.2
import PackageDescription

// A package of somebody else: what it needs of gfrun is one product.
let package = Package(
  name: "flowlab",
  dependencies: [.package(name: "gfrun", path: "../..")],
  targets: [
    .executableTarget(
      name: "flowlab", dependencies: [.product(name: "GradientFlows", package: "gfrun")])
  ]
)
