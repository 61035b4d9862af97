import DSP
import Dispatch
import Tracks

/// Reads a song and its stems once, block by block, and keeps the features of every part.
struct FeatureExtraction {
    private static let blockFrameCount = 1 << 17

    let threadCount: Int

    /// The features of all parts; `progress` gets 0...1.
    func features(
        mix: any AudioSource, stems: [Stem: any AudioSource], progress: (Double) throws -> Void
    ) throws -> SongFeatures {
        for source in [mix] + Array(stems.values) where source.sampleRateHz != 44100 {
            throw AnalysisError.unsupportedSampleRate(source.sampleRateHz)
        }
        let onsets = SoundPart.allCases.map { ($0, OnsetBandsExtractor()) }
        let pitches = SoundPart.pitched.map { ($0, PitchSpectrumExtractor()) }
        var features = SongFeatures()
        features.hasStems = !stems.isEmpty
        while true {
            let block = try mix.read(maximumFrameCount: FeatureExtraction.blockFrameCount)
            if block.isEmpty { break }
            features.sampleCount += block.frameCount
            let samples = try parts(of: block, stems: stems)
            let silence = [Float](repeating: 0, count: block.frameCount)
            var jobs: [() -> Void] = []
            for (part, extractor) in onsets { jobs.append { extractor.append(samples[part] ?? silence) } }
            for (part, extractor) in pitches { jobs.append { extractor.append(samples[part] ?? silence) } }
            run(jobs)
            let total = max(mix.frameCount ?? 0, features.sampleCount)
            try progress(mix.frameCount == nil ? 0.5 : Double(features.sampleCount) / Double(total))
        }
        for (part, extractor) in onsets { features.onsets[part] = extractor.finish() }
        for (part, extractor) in pitches { features.pitches[part] = extractor.finish() }
        return features
    }

    /// Each part's samples, one channel; where there are no stems the mix stands for all but the vocals.
    private func parts(
        of block: AudioBuffer, stems: [Stem: any AudioSource]
    ) throws -> [SoundPart: [Float]] {
        let mix = block.mono
        var samples: [SoundPart: [Float]] = [.mix: mix]
        let known: [(SoundPart, Stem)] = [(.drums, .drums), (.bass, .bass), (.vocals, .vocals)]
        var rest = mix
        for (part, stem) in known {
            guard let source = stems[stem] else {
                if part != .vocals { samples[part] = mix }
                continue
            }
            let own = try FeatureExtraction.read(block.frameCount, from: source)
            for i in rest.indices { rest[i] -= own[i] }
            samples[part] = own
        }
        samples[.other] = rest
        return samples
    }

    /// Exactly `frameCount` samples of the channels' mean, silence after the source's end.
    private static func read(_ frameCount: Int, from source: any AudioSource) throws -> [Float] {
        var samples: [Float] = []
        while samples.count < frameCount {
            let block = try source.read(maximumFrameCount: frameCount - samples.count)
            if block.isEmpty { break }
            samples += block.mono
        }
        return samples + Array(repeating: 0, count: frameCount - samples.count)
    }

    /// Each job has its own state, so that the order in which they run does not matter.
    private func run(_ jobs: [() -> Void]) {
        let laneCount = min(threadCount, jobs.count)
        guard laneCount > 1 else {
            for job in jobs { job() }
            return
        }
        // Safe because the jobs share nothing and each runs on exactly one lane.
        nonisolated(unsafe) let jobs = jobs
        DispatchQueue.concurrentPerform(iterations: laneCount) { lane in
            for index in unsafe stride(from: lane, to: jobs.count, by: laneCount) { unsafe jobs[index]() }
        }
    }
}
