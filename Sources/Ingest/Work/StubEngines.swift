internal import Analysis
internal import DSP
internal import Glibc
internal import Separation
internal import Tracks

/// A stand-in that takes 20 ms and gives the mix as `other` and silence as the rest.
struct StubSeparator: Separator {
    var tool: ToolDescription { ToolDescription(version: "1", model: "stub") }
    var sampleRateHz: Int { 44_100 }

    func separate(
        _ mix: any AudioSource, into sinks: [Stem: any AudioSink], threadCount: Int,
        progress: (Double) throws -> Void
    ) throws {
        usleep(20_000)
        while true {
            let block = try mix.read(maximumFrameCount: 1 << 16)
            if block.isEmpty { break }
            let silence = AudioBuffer(
                sampleRateHz: block.sampleRateHz, channelCount: block.channelCount, frameCount: block.frameCount)
            for (stem, sink) in sinks { try sink.write(stem == .other ? block : silence) }
        }
        try progress(1)
    }
}

/// A stand-in that takes 20 ms and finds nothing.
struct StubAnalyser: TrackAnalyser {
    var tools: [String: ToolDescription] {
        let stub = ToolDescription(version: "1", model: "stub")
        return ["features": stub, "rhythm": stub, "key": stub, "chords": stub, "structure": stub, "theory": stub]
    }

    func features(
        mix: any AudioSource, stems: [Stem: any AudioSource], progress: (Double) throws -> Void
    ) throws -> AnalysisFeatures {
        usleep(20_000)
        var sampleCount = 0
        while true {
            let block = try mix.read(maximumFrameCount: 1 << 16)
            if block.isEmpty { break }
            sampleCount += block.frameCount
        }
        try progress(1)
        return .silence(sampleCount: sampleCount)
    }

    func analysis(
        of features: AnalysisFeatures, corrections: Corrections, progress: (Double) throws -> Void
    ) throws -> TrackAnalysis {
        var analysis = TrackAnalysis()
        analysis.warnings = [Warning(field: "bpm", reason: "The stub engine analyses nothing (MUSIGEN_ENGINE=stub).")]
        return analysis.asserting(corrections, durationSeconds: features.durationSeconds)
    }
}
