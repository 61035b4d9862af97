@testable import Analysis
import Glibc

/// Beats and bars as they are, and evidence such as a front end gives of them.
struct SyntheticPulse {
    /// Times of the beats in frames of 10 ms.
    var frames: [Double] = []
    /// Position of each in its bar.
    var positions: [Int] = []
    /// What the front end says.
    var evidence = PulseEvidence(beat: [], downbeat: [])

    /// How bad the evidence is.
    struct Flaws {
        /// Share of beats without a trace.
        var missing = 0.0
        /// Standard deviation of the peaks around the beats, in frames.
        var jitter = 0.0
        /// Peaks of up to 0.6 anywhere, per second.
        var falsePerSecond = 0.0
        /// Height of peaks half-way between beats.
        var halfBeats = 0.0
        /// Frames without evidence.
        var silence: Range<Double> = 0..<0
    }

    /// Beats of given intervals, in frames, in bars of given lengths; the first is at `start` and at a position.
    init(intervals: [Double], bars: [Int], start: Double = 37, firstPosition: Int = 0, flaws: Flaws = Flaws()) {
        var random = SplitMix(seed: 7)
        var time = start
        var bar = 0
        var position = firstPosition
        for interval in intervals {
            frames.append(time)
            positions.append(position)
            position += 1
            if position == bars[min(bar, bars.count - 1)] { (position, bar) = (0, bar + 1) }
            time += interval
        }
        let count = Int(time) + 40
        evidence = PulseEvidence(
            beat: [Float](repeating: 0.02, count: count), downbeat: [Float](repeating: 0.005, count: count))
        for (index, frame) in frames.enumerated() {
            let isMissing = random.uniform() < flaws.missing
            let height = 0.65 + 0.3 * random.uniform()
            let peak = frame + flaws.jitter * random.normal()
            if !isMissing, !flaws.silence.contains(frame) {
                add(peak, height: height, downbeat: positions[index] == 0 ? 0.8 * height : 0.06 * height)
            }
            if flaws.halfBeats > 0, !flaws.silence.contains(frame) {
                add(frame + intervals[index] / 2, height: flaws.halfBeats, downbeat: 0.02)
            }
        }
        for _ in 0..<Int(flaws.falsePerSecond * Double(count) / 100) {
            let height = 0.6 * random.uniform()
            add(Double(count) * random.uniform(), height: height, downbeat: 0.3 * height)
        }
    }

    /// Beats of one tempo in bars of one length.
    init(bpm: Double, beatsPerBar: Int, beats: Int = 120, firstPosition: Int = 0, flaws: Flaws = Flaws()) {
        self.init(
            intervals: [Double](repeating: 6000 / bpm, count: beats), bars: [beatsPerBar], firstPosition: firstPosition,
            flaws: flaws)
    }

    private mutating func add(_ time: Double, height: Double, downbeat: Double) {
        for frame in max(0, Int(time) - 4)...max(0, Int(time) + 5) where frame < evidence.frameCount {
            let shape = exp(-0.5 * (Double(frame) - time) * (Double(frame) - time))
            evidence.beat[frame] = max(evidence.beat[frame], Float(height * shape))
            evidence.downbeat[frame] = max(evidence.downbeat[frame], Float(downbeat * shape))
        }
    }

    /// F-measure of found times, in frames, against the beats or the downbeats, within 40 ms.
    func score(_ found: BarPath, downbeats: Bool = false, from first: Double = 0) -> Double {
        let truth = frames.indices.filter { frames[$0] >= first && (!downbeats || positions[$0] == 0) }
            .map { frames[$0] }
        var times = found.frames.indices
            .filter { found.frames[$0] >= first && (!downbeats || found.positions[$0] == 0) }
            .map { found.frames[$0] }
        let extra = 6.0
        // Nothing is asked of the edges, where the grid goes on without beats.
        times.removeAll { $0 < (truth.first ?? 0) - extra || $0 > (truth.last ?? 0) + extra }
        let hits = truth.filter { beat in times.contains { abs($0 - beat) <= 4 } }.count
        return 2 * Double(hits) / Double(max(1, truth.count + times.count))
    }
}

/// The generator SplitMix64: the same numbers everywhere.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of 0..<1.
    mutating func uniform() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    /// A number of the normal distribution.
    mutating func normal() -> Double { sqrt(-2 * log(1 - uniform())) * cos(2 * .pi * uniform()) }
}
