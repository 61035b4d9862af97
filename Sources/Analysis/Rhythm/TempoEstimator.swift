import DSP
import Glibc

/// Chooses the tempo of the beat among all periods of the onsets: periodicity finds the candidates; a prior, the
/// contrast between beats and off-beats, and the harmonic rhythm choose the metrical level.
struct TempoEstimator {
    static let range = 40.0...240.0

    let envelope: OnsetEnvelope
    let harmony: ChromaCurve

    /// All plausible readings, best first; empty where the onsets have no period.
    func hypotheses() -> [TempoHypothesis] {
        let periodicity = Periodicity(envelope.strength, maximumLag: 640)
        let periods = candidatePeriods(periodicity)
        let changeSeconds = harmonicChangeIntervalSeconds()
        var all = periods.map { hypothesis(period: $0, periodicity: periodicity, changeSeconds: changeSeconds) }
        for index in all.indices {
            // A beat of one and a half true ones finds every third onset; the true one then has the better comb.
            let hasBetterDivision = all.contains {
                abs(log($0.bpm / (1.5 * all[index].bpm))) < 0.03 && $0.comb > all[index].comb
            }
            if hasBetterDivision { all[index].score -= 0.7 }
        }
        return all.sorted { $0.score > $1.score }
            .reduce(into: []) { kept, next in
                if !kept.contains(where: { abs(log($0.bpm / next.bpm)) < 0.04 }) { kept.append(next) }
            }
    }

    /// The strongest periods and their halves, doubles, thirds and triples, in frames.
    private func candidatePeriods(_ periodicity: Periodicity) -> [Double] {
        let rate = OnsetEnvelope.frameRateHz
        let (shortest, longest) = (
            60 * rate / TempoEstimator.range.upperBound, 60 * rate / TempoEstimator.range.lowerBound
        )
        // A grid of 1 % steps.
        let count = Int(log(longest / shortest) / log(1.01)) + 1
        let grid = (0..<count).map { shortest * pow(1.01, Double($0)) }
        let strengths = grid.map {
            periodicity.combStrength(period: $0) * Float(exp(0.5 * TempoEstimator.logPrior(60 * rate / $0)))
        }
        let peaks = PeakPicking.peaks(of: strengths, radius: 4, threshold: 0.02)
            .sorted { strengths[$0] > strengths[$1] }
            .prefix(5)
        var periods: [Double] = []
        for peak in peaks {
            for ratio in [1, 2, 0.5, 3, 1.0 / 3, 1.5, 2.0 / 3] {
                let period = refined(grid[peak] * ratio, periodicity)
                guard period >= shortest, period <= longest else { continue }
                if !periods.contains(where: { abs(log($0 / period)) < 0.04 }) { periods.append(period) }
            }
        }
        return periods
    }

    private func refined(_ period: Double, _ periodicity: Periodicity) -> Double {
        var best = period
        var bestStrength: Float = -1
        for step in -6...6 {
            let candidate = period * (1 + 0.004 * Double(step))
            let strength = (1...4).reduce(Float(0)) { $0 + periodicity.value(atLag: candidate * Double($1)) }
            if strength > bestStrength { (best, bestStrength) = (candidate, strength) }
        }
        return best
    }

    private func hypothesis(period: Double, periodicity: Periodicity, changeSeconds: Double?) -> TempoHypothesis {
        var tracker = BeatTracker()
        tracker.range = 1.1
        let path = tracker.track(envelope.strength, interval: period)
        let frames = path.frames
        let bpm = TempoEstimator.medianTempo(frames) ?? 60 * OnsetEnvelope.frameRateHz / period
        let onBeat = frames.map { strength(at: $0) }
        let between = zip(frames, frames.dropFirst()).map { strength(at: ($0 + $1) / 2) }
        var byParity: [Float] = [0, 0]
        for (index, value) in onBeat.enumerated() { byParity[index % 2] += value }
        let meanOn = onBeat.reduce(0, +) / Float(max(1, onBeat.count))
        let meanBetween = between.reduce(0, +) / Float(max(1, between.count))
        var result = TempoHypothesis(
            bpm: bpm, path: path, comb: periodicity.combStrength(period: 6000 / bpm),
            offBeatRatio: meanBetween / max(1e-6, meanOn),
            alternationRatio: min(byParity[0], byParity[1]) / max(1e-6, max(byParity[0], byParity[1])),
            harmonicRhythmBeats: changeSeconds.map { $0 * bpm / 60 } ?? 0)
        result.backbeat = backbeat(frames)
        result.score = TempoEstimator.score(result)
        return result
    }

    static func score(_ hypothesis: TempoHypothesis) -> Double {
        var score = logPrior(hypothesis.bpm) + 8 * Double(hypothesis.comb)
        score += 2 * Double(hypothesis.backbeat) + 0.3 * Double(hypothesis.path.meanStrength)
        if hypothesis.harmonicRhythmBeats > 0 {
            // Chords of popular songs last four or two beats, seldom one or eight.
            let deviation = log2(hypothesis.harmonicRhythmBeats / 3.6) / 0.7
            score -= 0.5 * min(6, deviation * deviation)
        }
        return score
    }

    /// Tempi of popular music: half of all songs lie between 93 and 128, nine in ten between 74 and 150.
    static func logPrior(_ bpm: Double) -> Double {
        let deviation = log2(bpm / 116) / 0.48
        return -0.5 * deviation * deviation
    }

    static func medianTempo(_ frames: [Int]) -> Double? {
        guard frames.count > 4 else { return nil }
        // Over four beats at a time, because one is only known to a frame.
        let spans = (0..<frames.count - 4).map { frames[$0 + 4] - frames[$0] }.sorted()
        return 240 * OnsetEnvelope.frameRateHz / Double(spans[spans.count / 2])
    }

    /// How clearly low and middle onsets take turns from beat to beat, as bass drum and snare drum do: -1...1.
    private func backbeat(_ frames: [Int]) -> Float {
        // In stretches of 16 beats, because an inserted beat changes the parity.
        var sum: Float = 0
        var count: Float = 0
        for start in stride(from: 0, to: frames.count - 15, by: 16) {
            var low: [Float] = [1e-3, 1e-3]
            var middle: [Float] = [1e-3, 1e-3]
            for index in 0..<16 {
                low[index % 2] += strength(of: envelope.low, at: frames[start + index])
                middle[index % 2] += strength(of: envelope.middle, at: frames[start + index])
            }
            let lowContrast = (low[0] - low[1]) / (low[0] + low[1])
            let middleContrast = (middle[0] - middle[1]) / (middle[0] + middle[1])
            let agreement = -lowContrast * middleContrast
            sum += (agreement < 0 ? -1 : 1) * abs(agreement).squareRoot()
            count += 1
        }
        return count > 0 ? sum / count : 0
    }

    private func strength(at frame: Int) -> Float { strength(of: envelope.strength, at: frame) }

    private func strength(of curve: [Float], at frame: Int) -> Float {
        var best: Float = 0
        for i in max(0, frame - 2)...min(curve.count - 1, frame + 2) { best = max(best, curve[i]) }
        return best
    }

    /// The usual time from one change of harmony to the next.
    private func harmonicChangeIntervalSeconds() -> Double? {
        let step = 0.05
        let count = Int(Double(harmony.frameCount) / ChromaCurve.frameRateHz / step)
        let novelty = (0..<count).map { harmony.novelty(atSeconds: Double($0) * step, reachSeconds: 0.9) }
        let sorted = novelty.sorted()
        guard sorted.count > 100 else { return nil }
        let threshold = max(0.1, 0.5 * sorted[sorted.count * 97 / 100])
        let peaks = PeakPicking.peaks(of: novelty, radius: 8, threshold: threshold)
        guard peaks.count > 4 else { return nil }
        let gaps = zip(peaks, peaks.dropFirst()).map { Double($1 - $0) * step }.sorted()
        return gaps[gaps.count / 2]
    }
}
