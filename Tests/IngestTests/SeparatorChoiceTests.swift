import DSP
import Foundation
import Library
import Models
import Settings
import SystemPackage
import TestSupport
import Testing
import Tracks

@testable import Ingest

@Suite struct SeparatorChoiceTests {
    private let folder = TemporaryFolder()
    private let home: MusigenHome
    private var store: ModelStore { ModelStore(home) }

    init() throws {
        home = MusigenHome(root: folder.appending("home"))
        try home.create()
    }

    /// Installs files that say nothing; the engine is not asked.
    private func install(_ name: String, files: [String: String] = ["a.th": "weights"], engine: String = "htdemucs")
        async throws
    {
        let given = folder.appending("given-\(name)")
        try FileManager.default.createDirectory(atPath: given.string, withIntermediateDirectories: true)
        for (file, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: given.appending(file).string))
        }
        let stems = name == "htdemucs_6s" ? Stem.standard + [.guitar, .piano] : Stem.standard
        let installer = ModelInstaller(store: store, manifest: try .builtIn()) { _, _, _ in
            WeightContents(engine: engine, stems: stems)
        }
        _ = try await installer.install(name, from: [given], now: .now) { _, _ in }
    }

    private func choice(_ change: (inout Settings) -> Void = { _ in }) throws -> SeparatorChoice {
        var settings = Settings()
        change(&settings)
        return try SeparatorChoice(settings, store: store)
    }

    @Test func `auto is the best that is installed, decided anew every time`() async throws {
        #expect(try choice().tool.model == "classic")
        for name in ["spleeter-2stems", "htdemucs_6s", "htdemucs"] {
            try await install(name)
            #expect(try choice().tool.model == name)
        }
        // A model of the user's own is used only where it is named.
        try await install("mine")
        #expect(try choice().tool.model == "htdemucs")
        #expect(try choice { $0.separator = "mine" }.tool.model == "mine")
        #expect(try choice { $0.separator = "classic" }.tool.model == "classic")
        try store.remove("htdemucs")
        #expect(try choice().tool.model == "htdemucs_6s")
        #expect(try choice().stems.count == 6)
    }

    @Test func `a named model that is not there is something to wait for, with the command that mends it`() throws {
        let failure = #expect(throws: StageFailure.self) { try choice { $0.separator = "htdemucs" } }
        #expect(failure?.kind == .missing)
        #expect(failure?.reason.contains("musigen models install htdemucs") == true)
    }

    @Test func `a damaged model is told, and no other one silently used`() async throws {
        try await install("htdemucs")
        try FileManager.default.removeItem(atPath: store.directory(of: "htdemucs").appending("a.th").string)
        #expect(throws: StageFailure.self) { try choice() }
    }

    @Test func `the hash is in the results, and options other than the defaults are in the version`() async throws {
        try await install("htdemucs")
        let plain = try choice()
        let expected = try store.model(named: "htdemucs")?.sha256
        #expect(plain.tool.modelSHA256 == expected && plain.tool.modelSHA256 != nil)
        var versions = [plain.tool.version]
        versions.append(try choice { $0.htdemucsShifts = 1 }.tool.version)
        versions.append(try choice { $0.htdemucsOverlap = 0.5 }.tool.version)
        versions.append(try choice { $0.htdemucsSegmentSeconds = 4 }.tool.version)
        #expect(Set(versions).count == 4)
    }

    @Test func `options of HTDemucs change nothing about other separators`() async throws {
        #expect(try choice { $0.htdemucsShifts = 3 }.tool == choice().tool)
        try await install("spleeter-2stems", engine: "spleeter")
        #expect(try choice { $0.htdemucsShifts = 3 }.tool == choice().tool)
    }

    @Test(arguments: [-0.1, 0.96, 1]) func `an overlap out of range is refused`(overlap: Double) async throws {
        try await install("htdemucs")
        #expect(throws: StageFailure.self) { try choice { $0.htdemucsOverlap = overlap } }
    }

    @Test func `large models get more memory and time, and no limit stays none`() async throws {
        let plain = try choice()
        let settings = Settings()
        #expect(plain.memoryLimitBytes(settings, threadCount: 2) == UInt64(settings.workerMemoryMiB) << 20)
        try await install("htdemucs")
        #expect(
            try choice().memoryLimitBytes(settings, threadCount: 2) > plain.memoryLimitBytes(settings, threadCount: 2))
        var unlimited = settings
        unlimited.workerMemoryMiB = 0
        #expect(try choice().memoryLimitBytes(unlimited, threadCount: 2) == 0)
        let shifted = try choice { $0.htdemucsShifts = 10 }
        #expect(try shifted.maximumProcessorSecondsPerSecond >= 10 * choice().maximumProcessorSecondsPerSecond)
    }

    @Test func `the choice survives the pipe to the worker`() async throws {
        try await install("htdemucs")
        let choice = try choice { $0.htdemucsShifts = 2 }
        #expect(try JSONDecoder().decode(SeparatorChoice.self, from: JSONEncoder().encode(choice)) == choice)
    }

    @Test func `weights that changed after the choice are not used`() async throws {
        try await install("htdemucs")
        let choice = try choice()
        let path = store.directory(of: "htdemucs").appending("a.th").string
        try Data("WEIGHTS".utf8).write(to: URL(fileURLWithPath: path))
        let failure = #expect(throws: StageFailure.self) { try ModelLoader.separator(choice) }
        #expect(failure?.kind == .missing && failure?.reason.contains("changed") == true)
    }

    @Test func `signals are added up whatever the sizes of their blocks`() throws {
        func source(_ values: [Float], blockLength: Int) -> any AudioSource {
            Blocks(AudioBuffer(sampleRateHz: 44_100, channels: [values, values.map { -$0 }]), blockLength: blockLength)
        }
        let ramp = (0..<1000).map(Float.init)
        let sum = SummedSource(
            source(ramp, blockLength: 300), [source(ramp, blockLength: 77), source(ramp, blockLength: 1000)])
        var found: [[Float]] = [[], []]
        while true {
            let block = try sum.read(maximumFrameCount: 128)
            if block.isEmpty { break }
            for channel in 0..<2 { found[channel] += block.channels[channel] }
        }
        #expect(found == [ramp.map { 3 * $0 }, ramp.map { -3 * $0 }])
    }
}

/// A source that gives blocks of its own length.
private final class Blocks: AudioSource {
    private let buffer: AudioBuffer
    private let blockLength: Int
    private var position = 0

    init(_ buffer: AudioBuffer, blockLength: Int) {
        self.buffer = buffer
        self.blockLength = blockLength
    }

    var sampleRateHz: Int { buffer.sampleRateHz }
    var channelCount: Int { buffer.channelCount }
    var frameCount: Int? { buffer.frameCount }

    func read(maximumFrameCount: Int) throws -> AudioBuffer {
        let end = min(buffer.frameCount, position + min(blockLength, maximumFrameCount))
        defer { position = end }
        return AudioBuffer(
            sampleRateHz: buffer.sampleRateHz, channels: buffer.channels.map { Array($0[position..<end]) })
    }
}
