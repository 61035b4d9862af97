import Glibc
import MusicTheory
import Tracks

/// Finds tempo, beats and bars in what the rhythm network heard.
struct RhythmDecoder {
    /// Less music than this has too few beats to tell a pulse from chance.
    static let shortestMusicSeconds = 5.0
    /// Clarity below which there is no pulse: noise, speech and drones reach 0.2, music has 0.33 or more.
    private static let weakestPulse = 0.26
    /// Where a pulse is believed half, and how fast that changes.
    private static let halfPulse = (clarity: 0.3, width: 0.03)
    /// What an unsteady beat costs of the clarity, by the usual change from one interval to the next as a ratio.
    private static let unsteadinessPrice = 3.0
    /// A downbeat that a user gives may be that far from a beat, as a share of the beat's length.
    private static let anchorReach = 0.2
    /// Mean posterior of the bar lines, relative to that of the beats, below which nothing sets one beat apart:
    /// clicks reach 0.35, music has 0.48 or more.
    private static let weakestBars = 0.42

    let activations: RhythmActivations
    /// From the first to the last sound.
    let musicSeconds: ClosedRange<Double>?
    let corrections: Corrections
    var pointer = BarPointer(parameters: RhythmDecoder.parameters)

    /// Chosen on rendered songs that the network had not seen (split `tune` of training/rendered-songs).
    private static let parameters: BarPointerParameters = {
        var parameters = BarPointerParameters()
        parameters.evidenceWeight = 0.5
        parameters.beatPrice = -0.2
        parameters.meterLogWeights = [4: 0, 3: -3, 6: -3, 2: -4, 5: -6, 7: -7]
        parameters.barLogWeights = [2: -0.6, 6: -0.3]
        return parameters
    }()
    /// The network is that much too sure of downbeats, in units of log-odds: it takes the middle of a bar for one.
    private static let downbeatCaution: Float = 0.7

    /// The rhythm, or `nil` where nothing recurs.
    ///
    /// - Throws: `BarPointerError` where corrections contradict each other.
    func estimate() throws(BarPointerError) -> RhythmEstimate? {
        guard let music = musicSeconds,
            music.upperBound - music.lowerBound >= RhythmDecoder.shortestMusicSeconds || !corrections.isEmpty
        else { return nil }
        let evidence = self.evidence
        var constraints = self.constraints
        var hypotheses = try pointer.hypotheses(evidence, constraints: constraints)
        if let path = hypotheses.first?.path, !anchorsFit(path) {
            constraints.downbeatSeconds = corrections.downbeatSeconds
            hypotheses = try pointer.hypotheses(evidence, constraints: constraints)
        }
        guard let best = hypotheses.first else { return nil }
        var path = best.path
        try pointer.addConfidences(to: &path, evidence, constraints: constraints)
        guard var result = rhythm(path, music) else { return nil }
        let clarity = clarity(path)
        guard clarity > RhythmDecoder.weakestPulse || corrections.corrects(.bpm) else { return nil }
        let belief = 1 / (1 + exp((RhythmDecoder.halfPulse.clarity - clarity) / RhythmDecoder.halfPulse.width))
        result.tempoConfidence = belief * best.share
        var rivals = hypotheses.dropFirst().map(\.path.bpm)
        if corrections.corrects(.bpm) { rivals += try pointer.hypotheses(evidence).prefix(1).map(\.path.bpm) }
        result.alternatives = rivals.filter { abs(log($0 / result.grid.bpm)) > 0.04 }
            .map { alternative($0, to: result.grid.bpm) }
        return result
    }

    private var evidence: PulseEvidence {
        let downbeat = zip(activations.downbeat, activations.beat).map { downbeat, beat in
            let odds = downbeat / max(1e-6, 1 - downbeat) * expf(-RhythmDecoder.downbeatCaution)
            return min(beat, odds / (1 + odds))
        }
        return PulseEvidence(beat: activations.beat, downbeat: downbeat)
    }

    /// What the user has said about tempo and meter.
    private var constraints: BarConstraints {
        var constraints = corrections.bpm.map { BarConstraints.tempo(bpm: $0) } ?? .none
        if let beatsPerBar, (2...7).contains(beatsPerBar) { constraints.beatsPerBar = [beatsPerBar] }
        return constraints
    }

    /// Beats in a bar as the user says.
    private var beatsPerBar: Int? { corrections.timeSignature.flatMap { Meter($0) }?.beatsPerBar }

    /// Whether a beat of a path is near every downbeat that the user has given.
    private func anchorsFit(_ path: BarPath) -> Bool {
        let times = path.seconds(frameRateHz: RhythmActivations.frameRateHz)
        guard times.count > 1 else { return true }
        return corrections.downbeatSeconds.allSatisfy { anchor in
            let next = times.firstIndex { $0 >= anchor } ?? times.count - 1
            let previous = max(0, next - 1)
            let length = max(0.1, times[max(1, next)] - times[max(1, next) - 1])
            return min(abs(times[next] - anchor), abs(times[previous] - anchor)) < RhythmDecoder.anchorReach * length
        }
    }

    /// How clear a pulse is: how likely the network finds beats where they were put, less for beats that wander.
    private func clarity(_ path: BarPath) -> Double {
        guard path.beatCount > 2 else { return 0 }
        let strength = path.frames.reduce(0) { $0 + self.strength(at: $1) } / Double(path.beatCount)
        let intervals = zip(path.frames, path.frames.dropFirst()).map { $1 - $0 }
        let changes = zip(intervals, intervals.dropFirst()).map { abs(log($1 / max(1, $0))) }.sorted()
        return strength - RhythmDecoder.unsteadinessPrice * changes[changes.count / 2]
    }

    private func rhythm(_ path: BarPath, _ music: ClosedRange<Double>) -> RhythmEstimate? {
        let times = path.seconds(frameRateHz: RhythmActivations.frameRateHz)
        // Beats in silence before and after the music rest on nothing.
        let kept = times.indices.filter { times[$0] > music.lowerBound - 0.2 && times[$0] < music.upperBound + 0.1 }
        guard kept.count >= 4 else { return nil }
        var result = RhythmEstimate()
        result.grid = BeatSmoothing(
            times: kept.map { times[$0] },
            weights: kept.map { path.isObserved[$0] ? 0.1 + strength(at: path.frames[$0]) : 0.05 }
        ).grid()
        result.grid.confidences = kept.map { path.beatConfidences[$0] }
        let counts = Dictionary(grouping: kept, by: { path.meters[$0] }).mapValues(\.count)
        result.beatsPerBar = beatsPerBar ?? counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 4
        result.positions = BarAnchors(
            seconds: corrections.downbeatSeconds, beatsPerBar: result.beatsPerBar,
            isCounted: beatsPerBar.map { !(2...7).contains($0) } ?? false
        ).positions(kept.map { path.positions[$0] }, times: result.grid.times)
        result.meterConfidence = path.meterPosterior[result.beatsPerBar] ?? 0
        let bars = kept.filter { path.positions[$0] == 0 }
        let barStrength = bars.reduce(0) { $0 + path.downbeatConfidences[$1] } / Double(max(1, bars.count))
        let beatStrength = bars.reduce(0) { $0 + path.beatConfidences[$1] } / Double(max(1, bars.count))
        result.hasBars =
            barStrength > RhythmDecoder.weakestBars * beatStrength
            || corrections.corrects(.downbeat) || corrections.corrects(.timeSignature)
        if !result.hasBars { result.meterConfidence = 0 }
        return result
    }

    private func strength(at frame: Double) -> Double {
        let index = Int(frame.rounded())
        let near = (index - 2..<index + 3).clamped(to: activations.beat.indices)
        return Double(near.reduce(Float(0)) { max($0, activations.beat[$1]) })
    }

    private func alternative(_ bpm: Double, to chosen: Double) -> Double {
        let ratios = [2, 0.5, 1.5, 2.0 / 3, 3, 1.0 / 3, 4.0 / 3, 0.75]
        return ratios.first { abs(log($0 * chosen / bpm)) < 0.03 }.map { $0 * chosen } ?? bpm
    }
}
