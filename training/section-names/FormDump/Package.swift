// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "form-dump",
    dependencies: [
        .package(name: "musigen", path: "../../.."),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    ],
    targets: [
        .executableTarget(
            name: "FormDump",
            dependencies: ["Analysis", "AudioFiles", "DSP", "Separation", "Tracks"].map {
                .product(name: $0, package: "musigen")
            } + [.product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")])
    ])
