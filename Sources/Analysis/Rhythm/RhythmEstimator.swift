import Glibc

/// Beats, bars and tempo of a song.
struct RhythmEstimate: Sendable {
    var grid = BeatGrid()
    var beatsPerBar = 4
    /// Position in the bar by beat, from 0.
    var positions: [Int] = []
    var tempoConfidence = 0.0
    var meterConfidence = 0.0
    /// Whether the bars rest on evidence; otherwise they only count beats in fours.
    var hasBars = false
    var alternatives: [Double] = []

    var downbeatIndices: [Int] { positions.indices.filter { positions[$0] == 0 } }
}

/// Finds tempo, then beats, then bars.
struct RhythmEstimator {
    /// Less music than this has too few beats to tell a pulse from chance.
    static let shortestMusicSeconds = 5.0

    let features: SongFeatures
    let harmony: ChromaCurve
    let bass: ChromaCurve

    /// The rhythm, or `nil` where nothing recurs.
    func estimate() -> RhythmEstimate? {
        guard let music = features.musicSeconds,
            music.upperBound - music.lowerBound >= RhythmEstimator.shortestMusicSeconds
        else { return nil }
        let envelope = OnsetEnvelope(features)
        let hypotheses = TempoEstimator(envelope: envelope, harmony: harmony).hypotheses()
        guard let best = hypotheses.first, isPulse(best) else { return nil }

        var tracker = BeatTracker()
        tracker.range = 1.2
        let interval = 60 * OnsetEnvelope.frameRateHz / best.bpm
        var path = tracker.track(envelope.strength, interval: interval)
        // Free beats always find a little more than a rigid grid; much more only where the tempo changes.
        let rigid = ConstantTempo(strength: envelope.strength).path(nearInterval: interval)
        if rigid.meanStrength > 0.72 * path.meanStrength { path = rigid }
        var result = RhythmEstimate()
        result.grid = BeatRefinement(envelope: envelope)
            .grid(path, musicStart: music.lowerBound, musicEnd: music.upperBound)
        guard result.grid.count >= 4 else { return nil }
        let evidence = DownbeatEvidence(envelope: envelope, features: features, harmony: harmony, bass: bass)
        let bars = BarTracker(evidence: evidence.values(result.grid)).bars()
        result.positions = bars.positions
        result.beatsPerBar = bars.beatsPerBar
        result.meterConfidence = bars.confidence
        result.hasBars = bars.significance > 2
        result.alternatives = alternatives(hypotheses, to: result.grid.bpm)
        result.tempoConfidence = confidence(hypotheses)
        return result
    }

    /// Whether a reading is more than noise of the same length gives by chance. A tempo that wanders blurs the
    /// autocorrelation, but then the beats that were found are strong (in noise about 1.5).
    private func isPulse(_ hypothesis: TempoHypothesis) -> Bool {
        let chance = max(0.06, 3.5 / Double(max(1, features.mix.frameCount)).squareRoot())
        return Double(hypothesis.comb) > chance
            || (Double(hypothesis.comb) > 0.6 * chance && hypothesis.path.meanStrength > 2.3)
    }

    /// How periodic the onsets are, and how much better the metrical level is than the next one.
    private func confidence(_ hypotheses: [TempoHypothesis]) -> Double {
        guard let best = hypotheses.first else { return 0 }
        let periodic = 1 / (1 + exp(-(Double(best.comb) - 0.22) / 0.07))
        let weights = hypotheses.map { exp($0.score - best.score) }
        let share = 1 / weights.reduce(0, +)
        return periodic * (0.3 + 0.7 * share)
    }

    private func alternatives(_ hypotheses: [TempoHypothesis], to bpm: Double) -> [Double] {
        let ratios = [2, 0.5, 1.5, 2.0 / 3, 3, 1.0 / 3, 4.0 / 3, 0.75]
        return hypotheses.dropFirst().prefix(3).map { hypothesis in
            let ratio = ratios.first { abs(log($0 * bpm / hypothesis.bpm)) < 0.03 }
            return ratio.map { $0 * bpm } ?? hypothesis.bpm
        }
    }
}
