import MusicTheory
import Tracks

/// The song's beats and bars as a ruler: where a time lies, counted in beats.
struct BarGrid: Sendable {
    /// A bar of whole beats that begins with a downbeat.
    struct Bar: Sendable, Equatable {
        /// As in `Beat.bar`.
        let number: Int
        /// Index of its first beat.
        let firstBeat: Int
        let beatCount: Int
    }

    let beatSeconds: [Double]
    let bars: [Bar]
    let meter: Meter?
    /// Beats in most bars.
    let beatsPerBar: Int
    /// Sixteenths in the beat, level by level.
    let beatDivisions: [Int]

    /// The ruler of an analysis; `nil` where there are fewer than two whole bars.
    init?(_ analysis: TrackAnalysis) {
        let beats = analysis.beats
        beatSeconds = beats.map(\.timeSeconds)
        guard beats.count > 2, zip(beatSeconds, beatSeconds.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        let downbeats = beats.indices.filter { beats[$0].isDownbeat }
        bars = zip(downbeats, downbeats.dropFirst()).map {
            Bar(number: beats[$0].bar, firstBeat: $0, beatCount: $1 - $0)
        }
        guard bars.count >= 2 else { return nil }
        meter = analysis.timeSignature.flatMap { Meter($0) }
        beatDivisions = MetricalTree.beatDivisions(of: meter)
        var counts: [Int: Int] = [:]
        for bar in bars { counts[bar.beatCount, default: 0] += 1 }
        // The longer of two equally frequent lengths is the bar that the other is a part of.
        beatsPerBar = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 4
    }

    /// Positions in the beat at the resolution of sixteenths.
    var positionsPerBeat: Int { beatDivisions.reduce(1, *) }

    /// Whether beats divide in two (and so can swing).
    var isSimple: Bool { beatDivisions == [2, 2] }

    /// Beats from the first one to a time, fractional inside a beat; at the ends the outermost beats continue for one
    /// beat, and further out there is no position.
    func position(of seconds: Double) -> Double? {
        let count = beatSeconds.count
        let next = beatSeconds.partitioningIndex { $0 > seconds }
        let index = min(count - 2, max(0, next - 1))
        let period = beatSeconds[index + 1] - beatSeconds[index]
        let position = Double(index) + (seconds - beatSeconds[index]) / period
        return position > -1 && position < Double(count) ? position : nil
    }

    /// The metrical tree of a bar.
    func tree(of bar: Bar) -> MetricalTree { MetricalTree(beatCount: bar.beatCount, beatDivisions: beatDivisions) }

    /// The metrical tree of most bars.
    var tree: MetricalTree { MetricalTree(beatCount: beatsPerBar, beatDivisions: beatDivisions) }
}
