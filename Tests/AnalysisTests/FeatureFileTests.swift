import Checkpoints
import DSP
import Testing
import Tracks

@testable import Analysis

@Suite struct FeatureFileTests {
    private static let analyser = SongAnalyser(threadCount: 2)
    private static let tool = analyser.tools["features"] ?? ToolDescription(version: "", model: "")

    private static let features: AnalysisFeatures = {
        var song = SyntheticSong()
        song.bars = SyntheticSong.cMajorLoop + SyntheticSong.cMajorLoop
        let buffer = song.buffer()
        let features = try? analyser.features(
            mix: BufferSource(buffer), stems: [.bass: BufferSource(buffer), .drums: BufferSource(buffer)]
        ) { _ in }
        return features ?? .silence(sampleCount: 0)
    }()

    private static func stored(_ features: AnalysisFeatures) -> StoredFeatures { features.song.stored }

    /// The file with something changed in the arrays and numbers, and the checksum made to fit.
    private func file(_ change: (inout StoredFeatures) -> Void) throws -> [UInt8] {
        var stored = Self.stored(Self.features)
        change(&stored)
        var metadata = stored.numbers
        metadata["format"] = "musigen.features/1"
        metadata["model"] = Self.tool.model
        metadata["version"] = Self.tool.version
        metadata["checksum"] = stored.checksum
        let entries = stored.arrays.map { name, array in
            switch array.values {
            case .single(let values): SafetensorsWriter.Entry(name: name, shape: array.shape, values: values)
            case .half(let values): SafetensorsWriter.Entry(name: name, shape: array.shape, halves: values)
            }
        }
        return try SafetensorsWriter.encode(entries, metadata: metadata)
    }

    @Test func `what was heard is read again bit for bit and makes the same analysis`() throws {
        let bytes = try FeatureFile.encode(Self.features, tool: Self.tool)
        let read = try FeatureFile.decode(bytes, tool: Self.tool)
        #expect(Self.stored(read) == Self.stored(Self.features))
        #expect(try FeatureFile.encode(read, tool: Self.tool) == bytes)
        let analyses = try [Self.features, read].map {
            try Self.analyser.analysis(of: $0, corrections: Corrections()) { _ in }
        }
        #expect(analyses[0] == analyses[1])
        #expect(analyses[0].tempo != nil && analyses[0].key != nil)
        #expect(Double(bytes.count) < FeatureFile.estimatedBytesPerSecond * Self.features.durationSeconds)
    }

    @Test func `silence can be kept, of any length`() throws {
        for sampleCount in [0, 1, 441, 44_100, 100_000] {
            let silence = AnalysisFeatures.silence(sampleCount: sampleCount)
            let bytes = try FeatureFile.encode(silence, tool: Self.tool)
            let read = try FeatureFile.decode(bytes, tool: Self.tool)
            #expect(read.durationSeconds == Double(sampleCount) / 44_100)
            _ = try Self.analyser.analysis(of: read, corrections: Corrections(bpm: 120, key: "C major")) { _ in }
        }
    }

    @Test func `features of another tool or version are foreign, and the message names both`() throws {
        let bytes = try FeatureFile.encode(Self.features, tool: ToolDescription(version: "7", model: "old ears"))
        let error = #expect(throws: FeatureFileError.self) { try FeatureFile.decode(bytes, tool: Self.tool) }
        guard case .foreign? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let text = error?.description ?? ""
        #expect(text.contains("old ears, version 7") && text.contains(Self.tool.model) && text.contains("reprocess"))
    }

    @Test func `a file that was cut off anywhere is damaged`() throws {
        let bytes = try FeatureFile.encode(Self.features, tool: Self.tool)
        for length in [0, 1, 7, 8, 100, 1000, bytes.count / 2, bytes.count - 1] {
            #expect(throws: FeatureFileError.self) {
                try FeatureFile.decode(Array(bytes[..<length]), tool: Self.tool)
            }
        }
        #expect(throws: FeatureFileError.self) { try FeatureFile.decode(bytes + [0], tool: Self.tool) }
    }

    @Test func `a bit that flips anywhere is noticed`() throws {
        let bytes = try FeatureFile.encode(.silence(sampleCount: 20_000), tool: Self.tool)
        var state: UInt64 = 1
        for _ in 0..<400 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var damaged = bytes
            // Mostly in the header, where there is most to confuse.
            let reach = state >> 60 < 12 ? 1200 : bytes.count
            damaged[Int((state >> 20) % UInt64(reach))] ^= 1 << UInt8(state >> 8 & 7)
            if damaged == bytes { continue }
            let read = try? FeatureFile.decode(damaged, tool: Self.tool)
            // Only a name that nobody reads, or white space, may differ.
            if let read { #expect(Self.stored(read) == AnalysisFeatures.silence(sampleCount: 20_000).song.stored) }
        }
    }

    @Test func `the unchanged file is read, so that the changed ones fail for what was changed`() throws {
        #expect(throws: Never.self) { try FeatureFile.decode(try file { _ in }, tool: Self.tool) }
    }

    @Test(arguments: [
        "missing", "unknown", "columns", "precision", "NaN", "infinite", "negative", "huge", "improbable", "short",
        "numberless", "long song", "tuning", "unknown number",
    ])
    func `arrays and numbers that cannot be a song's are refused`(fault: String) throws {
        let beatCount = Self.features.song.rhythm.beat.count
        let bytes = try file { stored in
            let power = stored.arrays["mix.power"] ?? FeatureArray(shape: [0], values: .single([]))
            func change(_ body: (inout [Float]) -> Void) {
                guard case .single(var values) = power.values else { return }
                body(&values)
                stored.arrays["mix.power"] = FeatureArray(shape: [values.count], values: .single(values))
            }
            func set(_ value: Float) { change { $0[$0.count / 2] = value } }
            switch fault {
            case "missing": stored.arrays["mix.flux"] = nil
            case "unknown": stored.arrays["colour"] = power
            case "columns": stored.arrays["mix.flux"]?.shape.reverse()
            case "precision":
                guard case .single(let values) = power.values else { return }
                stored.arrays["mix.power"]?.values = .half(values.map { Float16($0) })
            case "NaN": set(.nan)
            case "infinite": set(.infinity)
            case "negative": set(-1)
            case "huge": set(1e30)
            case "improbable": stored.arrays["rhythm.beat"]?.values = .single(Array(repeating: 2, count: beatCount))
            case "short": change { $0.removeLast() }
            case "numberless": stored.numbers["sample_count"] = nil
            case "long song": stored.numbers["sample_count"] = "44100000"
            case "tuning": stored.numbers["mix.tuning_real"] = "nan"
            default: stored.numbers["colour"] = "blue"
            }
        }
        let error = #expect(throws: FeatureFileError.self) { try FeatureFile.decode(bytes, tool: Self.tool) }
        guard case .damaged? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
