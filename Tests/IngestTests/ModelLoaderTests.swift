import Foundation
import Library
import Models
import Separation
import Settings
import SystemPackage
import TestSupport
import Testing
import Tracks

@testable import Ingest

@Suite struct ModelLoaderTests {
    /// Small checkpoints that the `demucs` package wrote: two of four stems and one of six.
    private static let golden = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .appending("SeparationTests").appending("Golden").appending("htdemucs")

    @Test func `the engine of a checkpoint is told from its content`() throws {
        let four = try ModelLoader.inspect([Self.golden.appending("first.th")], nil, nil)
        #expect(four.engine == "htdemucs" && Set(four.stems) == Set(Stem.standard))
        let six = try ModelLoader.inspect([Self.golden.appending("six.th")], "htdemucs", nil)
        #expect(Set(six.stems) == Set(Stem.allCases))
    }

    @Test(arguments: [
        ("first.th", "spleeter"), ("first.th", "unheard-of"), ("make_golden.py", "htdemucs"), ("none.th", "htdemucs"),
    ])
    func `weights of another engine, and what are no weights, are refused in plain words`(
        file: String, engine: String
    ) throws {
        let error = #expect(throws: ModelError.self) {
            try ModelLoader.inspect([Self.golden.appending(file)], engine, nil)
        }
        #expect(error?.kind == .unsuitable && error?.description.hasSuffix(".") == true)
    }

    @Test func `a bag needs weights for each of its networks`() throws {
        let files = ["first.th", "second.th"].map { Self.golden.appending($0) }
        #expect(throws: ModelError.self) { try ModelLoader.inspect(files, "htdemucs", [[1, 1, 1, 1]]) }
        let both = try ModelLoader.inspect(files, "htdemucs", [[1, 0, 1, 0], [0, 1, 0, 1]])
        #expect(both.stems.count == 4)
    }

    @Test func `an installed model separates under its name and hash`() async throws {
        let folder = TemporaryFolder()
        let home = MusigenHome(root: folder.appending("home"))
        try home.create()
        let installer = ModelInstaller(
            store: ModelStore(home), manifest: try ModelManifest.builtIn(), inspect: ModelLoader.inspect)
        _ = try await installer.install(
            "htdemucs_6s", from: [Self.golden.appending("six.th")], now: Date(timeIntervalSince1970: 0)
        ) { _, _ in }
        let choice = try SeparatorChoice(Settings(), store: ModelStore(home))
        let separator = try ModelLoader.separator(choice)
        #expect(separator.tool == choice.tool && separator.tool.model == "htdemucs_6s")
        #expect(separator.stems == choice.stems && separator.stems.count == 6)
    }
}
