internal import DSP
internal import Dispatch
internal import Synchronization
internal import Tracks

/// Separates segment by segment, several at a time, and joins the stems in order.
struct SegmentedSeparation: Sendable {
    let plan: SegmentPlan
    let sampleRateHz: Int
    /// The four stems of one stereo segment, each as long as it.
    let separateSegment: @Sendable (AudioBuffer) -> [Stem: AudioBuffer]

    private struct Segment: Sendable {
        let mix: AudioBuffer
        /// The frames of `mix` that are contributed to the song.
        let contribution: Range<Int>
        let isFirst: Bool
        let isLast: Bool
    }

    func run(
        _ mix: any AudioSource, into sinks: [Stem: any AudioSink], threadCount: Int,
        progress: (Double) throws -> Void
    ) throws {
        guard mix.sampleRateHz == sampleRateHz else {
            throw SeparationError.wrongSampleRate(mix.sampleRateHz, required: sampleRateHz)
        }
        guard mix.channelCount == 2 else { throw SeparationError.wrongChannelCount(mix.channelCount) }
        try progress(0)
        var window = MixWindow(of: mix)
        var joints = sinks.mapValues { StemJoint(sink: $0, plan: plan) }
        var next = 0
        var isDone = false
        while !isDone {
            var batch: [Segment] = []
            while !isDone, batch.count < max(1, threadCount) {
                guard let segment = try cut(next, from: &window) else { isDone = true; break }
                batch.append(segment)
                isDone = segment.isLast
                next += 1
            }
            let stems = separate(batch)
            for (segment, stems) in zip(batch, stems) {
                for (stem, buffer) in stems {
                    try joints[stem]?.append(
                        buffer, isFirst: segment.isFirst, isLast: segment.isLast)
                }
            }
            let total = mix.frameCount ?? .max
            try progress(isDone ? 1 : min(1, Double(next * plan.coreLength) / Double(max(1, total))))
        }
    }

    /// The segment numbered `index`; `nil` for an empty song.
    private func cut(_ index: Int, from window: inout MixWindow) throws -> Segment? {
        try window.read(upTo: plan.framesNeeded(forSegment: index))
        let isLast = try !window.continues(after: (index + 1) * plan.coreLength)
        let available = window.available
        guard available > 0 else { return nil }
        let frames = plan.window(ofSegment: index, available: available)
        let contribution = plan.contribution(ofSegment: index, available: available, isLast: isLast)
        let buffer = window.frames(frames, sampleRateHz: sampleRateHz)
        window.discard(before: plan.framesKept(forSegment: index + 1))
        return Segment(
            mix: buffer,
            contribution: (contribution.lowerBound - frames.lowerBound)..<(contribution.upperBound - frames.lowerBound),
            isFirst: index == 0, isLast: isLast)
    }

    private func separate(_ batch: [Segment]) -> [[Stem: AudioBuffer]] {
        let results = Mutex<[Int: [Stem: AudioBuffer]]>([:])
        DispatchQueue.concurrentPerform(iterations: batch.count) { i in
            let stems = separateSegment(batch[i].mix).mapValues { $0.frames(batch[i].contribution) }
            results.withLock { $0[i] = stems }
        }
        let byNumber = results.withLock { $0 }
        return batch.indices.map { byNumber[$0] ?? [:] }
    }
}
