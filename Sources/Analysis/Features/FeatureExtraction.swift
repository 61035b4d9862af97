import DSP
import Dispatch
import Tracks

/// Reads a song once, block by block, and keeps its features.
struct FeatureExtraction {
    private static let blockFrameCount = 1 << 18

    let threadCount: Int

    /// The features of `mix` and of those stems that are evidence; `progress` gets 0...1.
    func features(
        mix: any AudioSource, stems: [Stem: any AudioSource], progress: (Double) throws -> Void
    ) throws -> SongFeatures {
        for source in [mix] + Array(stems.values) where source.sampleRateHz != 44100 {
            throw AnalysisError.unsupportedSampleRate(source.sampleRateHz)
        }
        let onsets = OnsetExtractor()
        let pitches = PitchSpectrumExtractor()
        let drums = stems[.drums].map { _ in OnsetExtractor() }
        let bass = stems[.bass].map { _ in PitchSpectrumExtractor() }
        var features = SongFeatures()
        while true {
            let block = try mix.read(maximumFrameCount: FeatureExtraction.blockFrameCount)
            if block.isEmpty { break }
            features.sampleCount += block.frameCount
            let mono = block.mono
            var jobs: [() -> Void] = [{ onsets.append(mono) }, { pitches.append(mono) }]
            if let drums, let samples = try FeatureExtraction.read(block.frameCount, from: stems[.drums]) {
                jobs.append { drums.append(samples) }
            }
            if let bass, let samples = try FeatureExtraction.read(block.frameCount, from: stems[.bass]) {
                jobs.append { bass.append(samples) }
            }
            run(jobs)
            let total = max(mix.frameCount ?? 0, features.sampleCount)
            try progress(mix.frameCount == nil ? 0.5 : Double(features.sampleCount) / Double(total))
        }
        features.mix = onsets.finish()
        features.pitches = pitches.finish()
        features.drums = drums?.finish()
        features.bassPitches = bass?.finish()
        return features
    }

    /// Exactly `frameCount` samples of the channels' mean, silence after the source's end.
    private static func read(_ frameCount: Int, from source: (any AudioSource)?) throws -> [Float]? {
        guard let source else { return nil }
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
