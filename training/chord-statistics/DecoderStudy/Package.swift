// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "decoder-study",
    dependencies: [.package(name: "musigen", path: "../../..")],
    targets: [
        .executableTarget(
            name: "DecoderStudy", dependencies: [.product(name: "Analysis", package: "musigen")],
            swiftSettings: [.enableUpcomingFeature("ExistentialAny")])
    ])
