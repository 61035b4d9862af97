internal import DSP
internal import Dispatch
internal import Tensors
internal import Tracks

/// One song on its way through the networks: segments are cut as the mix arrives, separated several at a time, and
/// joined in order.
struct HTDemucsRun {
    /// One separation of the whole song, by one network at one shift.
    private struct Pass {
        let network: Int
        let grid: SegmentGrid
        var next = 0
        var sum: OverlapAdd

        /// Position in the song of the segment that comes next.
        var nextStart: Int { grid.start(ofSegment: next) }
    }

    /// A segment to separate.
    private struct Job: Sendable {
        let pass: Int
        let network: Int
        let position: Int
        /// Frames of the song that it stands for.
        let count: Int
        /// Where those begin in what the network is given.
        let offset: Int
    }

    private let separator: HTDemucsSeparator
    private let level: SignalLevel
    private let frameCount: Int?
    private let sinks: [Stem: any AudioSink]
    private let workers: [HTDemucsWorker]
    /// The sources that have a sink.
    private let wanted: [Int]
    private var window: MixWindow
    private var passes: [Pass] = []
    private var emitted = 0

    init(
        _ separator: HTDemucsSeparator, mix: any AudioSource, level: SignalLevel, sinks: [Stem: any AudioSink],
        threadCount: Int
    ) {
        self.separator = separator
        self.level = level
        self.sinks = sinks
        frameCount = mix.frameCount
        window = MixWindow(of: mix)
        wanted = separator.stems.indices.filter { sinks[separator.stems[$0]] != nil }
        workers = (0..<threadCount).map { _ in HTDemucsWorker() }
        var random = SplitMix64(seed: separator.options.seed)
        for (index, network) in separator.networks.enumerated() {
            let configuration = network.configuration
            let trained = configuration.segmentLength
            let asked = separator.options.segmentSeconds.map { Int($0 * Double(configuration.sampleRateHz)) } ?? trained
            let furthest = configuration.sampleRateHz / 2
            let shifts = separator.options.shifts
            for _ in 0..<max(1, shifts) {
                let origin = shifts == 0 ? 0 : random.next(upTo: furthest) - furthest
                let grid = SegmentGrid(
                    origin: origin, length: min(asked, trained), overlap: separator.options.overlap,
                    transitionPower: separator.options.transitionPower)
                passes.append(
                    Pass(
                        network: index, grid: grid,
                        sum: OverlapAdd(grid: grid, signalCount: 2 * separator.stems.count)))
            }
        }
    }

    /// Works until the mix has ended and every stem is written.
    mutating func finish(progress: (Double) throws -> Void) throws {
        try progress(0)
        while true {
            var jobs: [Job] = []
            while jobs.count < workers.count, let job = try nextJob() { jobs.append(job) }
            if jobs.isEmpty { break }
            separate(jobs)
            for (job, worker) in zip(jobs, workers) {
                guard let result = worker.result else { continue }
                passes[job.pass].sum.add(
                    result.reshaped(Shape(2 * separator.stems.count, result.shape[2])),
                    range: job.offset..<(job.offset + job.count), at: job.position)
            }
            try emit()
            try progress(min(1, Double(emitted) / Double(max(1, frameCount ?? .max))))
        }
        try progress(1)
    }

    /// Cuts the earliest segment that has not been separated; `nil` once there is none.
    private mutating func nextJob() throws -> Job? {
        guard let index = passes.indices.min(by: { passes[$0].nextStart < passes[$1].nextStart }) else { return nil }
        let (pass, start) = (passes[index], passes[index].nextStart)
        try window.read(upTo: start + pass.grid.length + 1)
        guard pass.grid.hasSegment(pass.next, frameCount: window.available) else { return nil }
        passes[index].next += 1
        let count = min(pass.grid.length, window.available - start)
        // A segment that the song's end cuts short is seen with as much of what comes before it.
        return Job(
            pass: index, network: pass.network, position: start, count: count,
            offset: (pass.grid.length - count) / 2)
    }

    private mutating func separate(_ jobs: [Job]) {
        for (job, worker) in zip(jobs, workers) {
            let network = separator.networks[job.network]
            let first = job.position - job.offset
            let length = passes[job.pass].grid.length
            let range = max(0, first)..<max(0, min(window.available, first + length))
            worker.prepare(
                network, mix: window.frames(range, sampleRateHz: separator.sampleRateHz), at: range.lowerBound - first,
                level: level)
        }
        let (separator, workers, wanted) = (separator, workers, wanted)
        DispatchQueue.concurrentPerform(iterations: jobs.count) { i in
            let network = jobs[i].network
            workers[i].separate(
                by: separator.networks[network], needed: wanted.filter { separator.modelWeights[network][$0] > 0 })
        }
    }

    /// Writes the frames that no later segment adds to.
    private mutating func emit() throws {
        let end = min(window.available, passes.map(\.nextStart).min() ?? 0)
        guard end > emitted else { return }
        let results = passes.indices.map { passes[$0].sum.take(before: end) }
        emitted = end
        let longest = passes.map(\.grid.length).max() ?? 0
        window.discard(before: end - longest)
        for source in wanted {
            var channels: [[Float]] = []
            for channel in 0..<2 {
                channels.append(mean(results.map { $0[2 * source + channel] }, source: source))
            }
            try sinks[separator.stems[source]]?.write(
                AudioBuffer(sampleRateHz: separator.sampleRateHz, channels: channels))
        }
    }

    /// The passes' weighted mean, at the mix's level.
    private func mean(_ results: [[Float]], source: Int) -> [Float] {
        var sum = [Float](repeating: 0, count: results[0].count)
        var total: Float = 0
        for (pass, result) in zip(passes, results) {
            let weight = separator.modelWeights[pass.network][source]
            guard weight > 0 else { continue }
            total += weight
            for i in sum.indices { sum[i] += weight * result[i] }
        }
        let (scale, shift) = (level.standardDeviation / total, level.mean)
        for i in sum.indices { sum[i] = sum[i] * scale + shift }
        return sum
    }
}

/// A thread's memory: what it is given, what it works with, and what it made.
private final class HTDemucsWorker: @unchecked Sendable {
    // One block that holds everything: only what is used of it becomes memory.
    private let workspace = Workspace(blockCount: 1 << 26)
    private var spectrogram: SegmentSpectrogram?
    private var frameLength = 0
    private var mix: Tensor?
    /// Shape [sources, 2, segmentLength].
    private(set) var result: Tensor?

    /// Takes the frames that the network is to separate, at the level it works at; silence around them.
    func prepare(_ network: HTDemucsNetwork, mix frames: AudioBuffer, at position: Int, level: SignalLevel) {
        let configuration = network.configuration
        let shape = Shape(2, configuration.segmentLength)
        if mix?.shape != shape { mix = Tensor(zeros: shape) }
        let results = Shape(configuration.sources.count, 2, configuration.segmentLength)
        if result?.shape != results { result = Tensor(zeros: results) }
        if spectrogram == nil || frameLength != configuration.frameLength {
            frameLength = configuration.frameLength
            spectrogram = SegmentSpectrogram(frameLength: frameLength)
        }
        let (mean, factor) = (level.mean, 1 / level.standardDeviation)
        mix?.fill(0)
        for (channel, samples) in frames.channels.enumerated() {
            mix?[channel].withMutableSpan { span in
                for i in 0..<samples.count { span[position + i] = (samples[i] - mean) * factor }
            }
        }
    }

    func separate(by network: HTDemucsNetwork, needed: [Int]) {
        guard let mix, let result, let spectrogram else { return }
        network.separate(mix, needed: needed, into: result, spectrogram: spectrogram, in: workspace)
    }
}

/// A small generator of random numbers (Steele, Lea, Flood, 2014), the same everywhere for the same seed.
private struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A whole number from 0 up to and including `bound`.
    mutating func next(upTo bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((z ^ (z >> 31)) % UInt64(bound + 1))
    }
}
