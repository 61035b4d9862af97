// swift-tools-version: 6.2
import PackageDescription

// MARK: Language settings

/// Every target: strict language rules, and no warning survives.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// Number-crunching targets: optimised in debug builds too, where loops are otherwise ~200 times slower.
let numeric = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

// MARK: Packages

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
    name: "musigen",
    products: [
        .executable(name: "musigen", targets: ["musigen"]),
        .library(name: "DSP", targets: ["DSP"]),
        .library(name: "AudioFiles", targets: ["AudioFiles"]),
        .library(name: "Separation", targets: ["Separation"]),
        .library(name: "Analysis", targets: ["Analysis"]),
        .library(name: "Evaluation", targets: ["Evaluation"]),
        .library(name: "Interpretation", targets: ["Interpretation"]),
        .library(name: "Checkpoints", targets: ["Checkpoints"]),
        .library(name: "NeuralNetwork", targets: ["NeuralNetwork"]),
        .library(name: "Tensors", targets: ["Tensors"]),
        .library(name: "Tracks", targets: ["Tracks"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
    ],
    targets: [
        // MARK: System libraries
        .systemLibrary(name: "CFFTW", pkgConfig: "fftw3f", providers: [.apt(["libfftw3-dev"])]),
        .systemLibrary(name: "CMpg123", pkgConfig: "libmpg123", providers: [.apt(["libmpg123-dev"])]),
        .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(name: "CSndfile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
        .target(name: "CLinux"),
        .target(name: "CTrainedWeights"),

        // MARK: Vocabulary
        .target(name: "MusicTheory", swiftSettings: strict),
        .target(name: "Tracks", swiftSettings: strict),

        // MARK: Numerics
        .target(name: "DSP", dependencies: ["CFFTW"], swiftSettings: numeric),
        .target(name: "Tensors", dependencies: ["COpenBLAS"], swiftSettings: numeric),
        .target(name: "Checkpoints", dependencies: [systemPackage], swiftSettings: numeric),
        .target(name: "NeuralNetwork", dependencies: ["Checkpoints", "Tensors"], swiftSettings: numeric),

        // MARK: Engines
        .target(
            name: "AudioFiles", dependencies: ["CMpg123", "CSndfile", "DSP", crypto, systemPackage],
            swiftSettings: numeric),
        .target(
            name: "Separation", dependencies: ["Checkpoints", "DSP", "NeuralNetwork", "Tensors", "Tracks"],
            exclude: ["README.md"], swiftSettings: numeric),
        .target(
            name: "Analysis",
            dependencies: [
                "Checkpoints", "CTrainedWeights", "DSP", "Interpretation", "MusicTheory", "NeuralNetwork", "Tensors",
                "Tracks", crypto, systemPackage,
            ],
            swiftSettings: numeric),
        .target(name: "Interpretation", dependencies: ["MusicTheory", "Tracks"], swiftSettings: numeric),
        // Writing a song's page without optimisation takes longer than the stand-ins for all its other stages.
        .target(name: "Exports", dependencies: ["MusicTheory", "Tracks"], swiftSettings: numeric),
        .target(name: "Reports", dependencies: ["MusicTheory", "Tracks", crypto], swiftSettings: numeric),
        .target(name: "Evaluation", dependencies: ["MusicTheory", "Tracks"], swiftSettings: numeric),

        // MARK: State
        .target(name: "Catalogue", dependencies: ["Tracks", grdb, grdbSQLite, systemPackage], swiftSettings: strict),
        .target(name: "FileWatching", dependencies: ["CLinux", systemPackage], swiftSettings: strict),
        .target(
            name: "Models", dependencies: ["Library", "Tracks", crypto, subprocess, systemPackage],
            resources: [.embedInCode("manifest.json")], swiftSettings: strict),
        .target(name: "Library", dependencies: ["CLinux", "Tracks", crypto, systemPackage], swiftSettings: strict),

        // MARK: Application
        .target(name: "Settings", dependencies: [configuration, systemPackage, yams], swiftSettings: strict),
        .target(
            name: "Ingest",
            dependencies: [
                "Analysis", "AudioFiles", "Catalogue", "Checkpoints", "CLinux", "DSP", "Exports", "FileWatching",
                "Library", "Models", "MusicTheory", "Reports", "Separation", "Settings", "Tracks", crypto, logging,
                serviceLifecycle, subprocess, systemPackage, unixSignals,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "musigen",
            dependencies: [
                "Analysis", "AudioFiles", "Catalogue", "CLinux", "Evaluation", "Exports", "Ingest", "Library", "Models",
                "Reports", "Separation", "Settings", "Tensors", "Tracks", argumentParser, logging, serviceLifecycle,
                systemPackage, unixSignals,
            ],
            swiftSettings: strict),

        // MARK: Tests
        .target(
            name: "TestSupport", dependencies: ["AudioFiles", "DSP", systemPackage], path: "Tests/TestSupport",
            swiftSettings: numeric),
        .testTarget(
            name: "MusicTheoryTests", dependencies: ["MusicTheory"], resources: [.copy("Golden")],
            swiftSettings: strict),
        .testTarget(name: "TracksTests", dependencies: ["Tracks"], swiftSettings: strict),
        .testTarget(name: "DSPTests", dependencies: ["DSP"], swiftSettings: numeric),
        .testTarget(name: "TensorsTests", dependencies: ["Tensors"], swiftSettings: numeric),
        .testTarget(
            name: "CheckpointsTests", dependencies: ["Checkpoints", systemPackage], resources: [.copy("Golden")],
            swiftSettings: numeric),
        .testTarget(
            name: "NeuralNetworkTests", dependencies: ["Checkpoints", "NeuralNetwork", "Tensors", systemPackage],
            resources: [.copy("Golden")], swiftSettings: numeric),
        .testTarget(
            name: "ModelsTests", dependencies: ["Library", "Models", "TestSupport", "Tracks", systemPackage],
            swiftSettings: strict),
        .testTarget(
            name: "AudioFilesTests", dependencies: ["AudioFiles", "DSP", systemPackage], swiftSettings: numeric),
        .testTarget(
            name: "SeparationTests",
            dependencies: [
                "Checkpoints", "DSP", "Evaluation", "NeuralNetwork", "Separation", "Tensors", "Tracks", systemPackage,
            ],
            resources: [.copy("Golden")], swiftSettings: numeric),
        .testTarget(
            name: "AnalysisTests",
            dependencies: [
                "Analysis", "Checkpoints", "DSP", "Interpretation", "MusicTheory", "NeuralNetwork", "Tensors", "Tracks",
                systemPackage,
            ],
            resources: [.copy("Golden")], swiftSettings: numeric),
        .testTarget(
            name: "InterpretationTests", dependencies: ["Interpretation", "MusicTheory", "Tracks"],
            swiftSettings: numeric),
        .testTarget(name: "ExportsTests", dependencies: ["Exports", "MusicTheory", "Tracks"], swiftSettings: strict),
        .testTarget(name: "ReportsTests", dependencies: ["MusicTheory", "Reports", "Tracks"], swiftSettings: strict),
        .testTarget(
            name: "EvaluationTests", dependencies: ["Evaluation", "MusicTheory", "Tracks"],
            resources: [.copy("Golden")], swiftSettings: numeric),
        .testTarget(
            name: "CatalogueTests", dependencies: ["Catalogue", "Tracks", systemPackage], swiftSettings: strict),
        .testTarget(
            name: "FileWatchingTests", dependencies: ["FileWatching", "TestSupport", systemPackage],
            swiftSettings: strict),
        .testTarget(
            name: "LibraryTests", dependencies: ["Library", "TestSupport", "Tracks", systemPackage],
            swiftSettings: strict),
        .testTarget(
            name: "SettingsTests", dependencies: ["Settings", "TestSupport", systemPackage], swiftSettings: strict),
        .testTarget(
            name: "IngestTests",
            dependencies: [
                "AudioFiles", "Catalogue", "DSP", "Exports", "Ingest", "Library", "Models", "Separation", "Settings",
                "TestSupport", "Tracks", systemPackage,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests", dependencies: ["TestSupport", "musigen", systemPackage], swiftSettings: strict),
    ],
    cLanguageStandard: .gnu2x
)
