// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "fuzzing",
    dependencies: [.package(name: "musigen", path: "../..")],
    targets: [
        .target(name: "LibFuzzer", path: "LibFuzzer"),
        .executableTarget(
            name: "fuzz", dependencies: [.product(name: "Checkpoints", package: "musigen"), "LibFuzzer"], path: "Fuzz",
            swiftSettings: [.strictMemorySafety()]),
    ]
)
