// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "rhythm-study",
    dependencies: [.package(name: "musigen", path: "../../..")],
    targets: [
        .executableTarget(
            name: "RhythmStudy",
            dependencies: [
                .product(name: "Interpretation", package: "musigen"), .product(name: "Tracks", package: "musigen"),
            ],
            swiftSettings: [.enableUpcomingFeature("ExistentialAny")])
    ])
