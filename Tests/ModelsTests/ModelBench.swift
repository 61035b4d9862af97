import Foundation
import Library
import SystemPackage
import TestSupport
import Tracks

@testable import Models

/// A home with nothing in it, a list of models, and an engine that takes every file that begins with "weights".
final class ModelBench: Sendable {
    let folder = TemporaryFolder()
    let home: MusigenHome
    let store: ModelStore

    init() throws {
        home = MusigenHome(root: folder.appending("home"))
        try home.create()
        store = ModelStore(home)
    }

    static let inspect: WeightInspection = { (files, engine, bag) throws(ModelError) in
        for file in files {
            let bytes = (try? DurableFiles.read(file, maximumBytes: 1 << 24)) ?? []
            guard bytes.starts(with: Array("weights".utf8)) else {
                throw ModelError(.unsuitable, "\(file.lastComponent?.string ?? "") does not fit.")
            }
        }
        return WeightContents(engine: engine ?? "htdemucs", stems: Stem.standard)
    }

    /// A file in the test's folder, with parents.
    func file(_ name: String, _ content: String) throws -> FilePath {
        let path = folder.path.pushing(FilePath(name))
        try DurableFiles.makeDirectory(path.removingLastComponent())
        try DurableFiles.write(Array(content.utf8), to: path)
        return path
    }

    /// The models in the program and these, as JSON objects in one array.
    func manifest(_ models: String = "[]") throws -> ModelManifest {
        let path = try file("list.json", "{\"schema\": \"musigen.models/1\", \"models\": \(models)}")
        return try ModelManifest.load(addition: path)
    }

    /// One model as JSON.
    static func model(
        _ name: String, files: [(name: String, pin: String)], source: String = "{\"url\": \"file:///nowhere/\"}",
        further: String = ""
    ) -> String {
        let list = files.map { file in
            let key = file.pin.count == 64 ? "sha256" : "sha256_prefix"
            return "{\"name\": \"\(file.name)\", \"\(key)\": \"\(file.pin)\"}"
        }
        return """
            {"name": "\(name)", "task": "separation", "engine": "htdemucs", "architecture": "a test", "stems": ["vocals"],
             "files": [\(list.joined(separator: ", "))], "source": \(source), \(further)
             "licence": "MIT", "data": "none", "scores": []}
            """
    }

    func installer(_ manifest: ModelManifest, stallSeconds: Int = 60) -> ModelInstaller {
        var installer = ModelInstaller(store: store, manifest: manifest, inspect: Self.inspect)
        installer.download = { Download(address: $0, stallSeconds: stallSeconds, pause: .milliseconds(1)) }
        return installer
    }

    func install(
        _ name: String, from paths: [FilePath] = [], _ manifest: ModelManifest, stallSeconds: Int = 60
    ) async throws -> ModelInstaller.Outcome {
        try await installer(manifest, stallSeconds: stallSeconds).install(
            name, from: paths, now: Date(timeIntervalSince1970: 1_800_000_000)
        ) { _, _ in }
    }

    func verification(_ manifest: ModelManifest) -> ModelVerification {
        ModelVerification(store: store, manifest: manifest, inspect: Self.inspect)
    }

    /// Names in the folder of models, and in the place where models are put together.
    var remains: (models: [String], workshop: [String]) {
        func names(_ path: FilePath) -> [String] {
            ((try? DirectoryListing.names(in: path)) ?? []).map(\.string).filter { $0 != "lock" }.sorted()
        }
        return (names(home.models), names(store.workshop))
    }
}

/// SHA-256 of a text, as `sha256sum` prints it.
func sha256(_ text: String, in bench: ModelBench) throws -> String {
    try FileReading.sha256(of: try bench.file("hashed-\(UUID().uuidString)", text))
}
