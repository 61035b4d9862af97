// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "musigen", path: "../.."),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    ],
    targets: [
        .executableTarget(
            name: "stages",
            dependencies: [
                .product(name: "Analysis", package: "musigen"), .product(name: "AudioFiles", package: "musigen"),
                .product(name: "DSP", package: "musigen"), .product(name: "Separation", package: "musigen"),
                .product(name: "Tensors", package: "musigen"), .product(name: "Tracks", package: "musigen"),
            ],
            path: "Stages"),
        .executableTarget(
            name: "separators",
            dependencies: [
                .product(name: "Checkpoints", package: "musigen"), .product(name: "DSP", package: "musigen"),
                .product(name: "Separation", package: "musigen"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Tensors", package: "musigen"), .product(name: "Tracks", package: "musigen"),
            ],
            path: "Separators"),
    ]
)
