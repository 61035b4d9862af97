import Foundation
import Library
import SystemPackage
import TestSupport
import Testing

@testable import Models

@Suite struct ModelStoreTests {
    private let bench: ModelBench

    init() throws { bench = try ModelBench() }

    private func installed() async throws -> InstalledModel {
        let paths = [try bench.file("given/1.th", "weights 1"), try bench.file("given/2.th", "weights 22")]
        guard case .installed(let model) = try await bench.install("x", from: paths, bench.manifest()) else {
            throw ModelError(.unknown, "not installed")
        }
        return model
    }

    @Test func `the hash of several files is that of the list of their hashes`() async throws {
        let model = try await installed()
        let list = model.files.map { $0.sha256 + "\n" }.joined()
        #expect(model.sha256 == (try sha256(list, in: bench)) && model.files.count == 2)
        #expect(model.sizeBytes == 19)
    }

    @Test func `a model that is whole has no problem`() async throws {
        _ = try await installed()
        var shares: [Double] = []
        #expect(bench.verification(try bench.manifest()).problem(of: "x") { shares.append($0) } == nil)
        #expect(shares.last == 1 && shares == shares.sorted())
    }

    @Test(arguments: ["weights 3", "weights", ""]) func `a changed file is found`(content: String) async throws {
        let model = try await installed()
        _ = try bench.file("home/models/x/1.th", content)
        #expect(bench.verification(try bench.manifest()).problem(of: "x")?.description.contains("1.th") == true)
        #expect(throws: ModelError.self) { try model.checkHashes(in: bench.store.directory(of: "x")) }
    }

    @Test func `a missing file is found at once`() async throws {
        _ = try await installed()
        DurableFiles.remove(bench.store.directory(of: "x").appending("2.th"))
        let error = #expect(throws: ModelError.self) { try bench.store.model(named: "x") }
        #expect(error?.description.contains("musigen models install x") == true)
        #expect(try bench.store.names() == ["x"])
    }

    @Test(arguments: [
        ("\"x\"", "\"y\""), ("1.th", "../1.th"), ("1.th", "model.json"), ("musigen.model/1", "musigen.model/9"),
        ("\"size_bytes\" : 9", "\"size_bytes\" : -9"), ("{", "["),
    ]) func `a description that was tampered with is refused`(change: (String, String)) async throws {
        _ = try await installed()
        let path = bench.store.directory(of: "x").appending("model.json").string
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(change.0))
        try text.replacing(change.0, with: change.1).write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: ModelError.self) { try bench.store.model(named: "x") }
        #expect(bench.verification(try bench.manifest()).problem(of: "x") != nil)
    }

    @Test func `a published model is compared with what was published, not with its own description`() async throws {
        let pin = try sha256("weights", in: bench)
        let manifest = try bench.manifest("[\(ModelBench.model("x", files: [("a.th", pin)]))]")
        _ = try await bench.install("x", from: [bench.file("a.th", "weights")], manifest)
        let (forged, path) = (try sha256("weightS", in: bench), bench.store.directory(of: "x").appending("model.json"))
        let text = try String(contentsOfFile: path.string, encoding: .utf8).replacing(pin, with: forged)
        try text.write(toFile: path.string, atomically: true, encoding: .utf8)
        _ = try bench.file("home/models/x/a.th", "weightS")
        #expect(bench.verification(manifest).problem(of: "x")?.description.contains("published") == true)
    }

    @Test func `a removed model is gone and cannot be removed again`() async throws {
        _ = try await installed()
        try bench.store.remove("x")
        #expect(try bench.store.names() == [] && bench.store.model(named: "x") == nil)
        #expect(bench.remains.workshop == [])
        #expect(throws: ModelError.self) { try bench.store.remove("x") }
        #expect(throws: ModelError.self) { try bench.store.remove("../library") }
    }

    @Test func `the list tells what is known, what is there and what is wrong`() async throws {
        _ = try await installed()
        let whole = try ModelListing.all(in: bench.store, manifest: bench.manifest())
        #expect(whole.map(\.name).first == "classic" && whole.last?.name == "x")
        #expect(whole.first?.state == .builtIn && whole.last?.state == .installed && whole.last?.isCustom == true)
        let known = try #require(whole.first { $0.name == "htdemucs" })
        #expect(known.state == .available && known.command == "musigen models install htdemucs" && !known.sizeIsExact)
        #expect(whole.first { $0.name == "spleeter-4stems" }?.state == .fromFilesOnly)
        DurableFiles.remove(bench.store.directory(of: "x").appending("1.th"))
        let damaged = try #require(try ModelListing.all(in: bench.store, manifest: bench.manifest()).last)
        #expect(damaged.state == .damaged && damaged.problem?.contains("1.th") == true)
    }

    @Test func `a home that does not exist has no models`() throws {
        let store = ModelStore(MusigenHome(root: bench.folder.appending("none")))
        #expect(try store.names() == [] && store.model(named: "x") == nil)
    }
}
