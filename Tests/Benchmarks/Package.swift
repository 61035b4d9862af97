// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "musigen", path: "../..")],
    targets: [
        .executableTarget(
            name: "stages",
            dependencies: [
                .product(name: "Analysis", package: "musigen"), .product(name: "AudioFiles", package: "musigen"),
                .product(name: "DSP", package: "musigen"), .product(name: "Separation", package: "musigen"),
                .product(name: "Tensors", package: "musigen"), .product(name: "Tracks", package: "musigen"),
            ],
            path: "Stages")
    ]
)
