// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "training-inputs",
    dependencies: [
        .package(name: "musigen", path: "../../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    ],
    targets: [
        .executableTarget(
            name: "training-inputs",
            dependencies: [
                .product(name: "Analysis", package: "musigen"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AudioFiles", package: "musigen"), .product(name: "Checkpoints", package: "musigen"),
                .product(name: "DSP", package: "musigen"), .product(name: "Separation", package: "musigen"),
                .product(name: "SystemPackage", package: "swift-system"), .product(name: "Tracks", package: "musigen"),
            ],
            path: "TrainingInputs",
            swiftSettings: [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")])
    ])
