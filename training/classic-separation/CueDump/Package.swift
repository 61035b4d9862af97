// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "cue-dump",
    dependencies: [.package(name: "musigen", path: "../../..")],
    targets: [
        .executableTarget(
            name: "CueDump",
            dependencies: [
                .product(name: "DSP", package: "musigen"), .product(name: "Separation", package: "musigen"),
            ],
            swiftSettings: [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")])
    ])
