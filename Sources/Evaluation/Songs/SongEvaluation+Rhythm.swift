internal import MusicTheory

extension SongEvaluation {
    mutating func scoreBeats(_ truth: SongTruth, _ estimate: SongEstimate) {
        if let reference = truth.beats, !reference.isEmpty, let beats = estimate.beats {
            scores[.beatF] = BeatMetrics.fMeasure(reference: reference, estimate: beats)
            scores[.beatFNarrow] = BeatMetrics.fMeasure(reference: reference, estimate: beats, window: 0.025)
            let trimmed = reference.trimmed()
            if !trimmed.isEmpty {
                scores[.beatFTrimmed] = BeatMetrics.fMeasure(reference: trimmed, estimate: beats.trimmed())
            }
            let continuity = BeatMetrics.continuity(reference: reference, estimate: beats)
            scores[.correctLevelTotal] = continuity.correctLevelTotal
            scores[.anyLevelTotal] = continuity.anyLevelTotal
            scores[.beatBias] = Self.bias(reference.seconds, beats.seconds).map { $0 * 1000 }
        }
        if let reference = truth.downbeats, !reference.isEmpty, let downbeats = estimate.downbeats {
            scores[.downbeatF] = BeatMetrics.fMeasure(reference: reference, estimate: downbeats)
        }
    }

    /// Median error in seconds of the beats within 70 ms; `nil` where there are none.
    private static func bias(_ reference: [Double], _ estimate: [Double]) -> Double? {
        guard !estimate.isEmpty else { return nil }
        let errors = reference.map { estimate[BeatMetrics.nearest(to: $0, in: estimate).index] - $0 }
        return Median.of(errors.filter { abs($0) < 0.07 })
    }

    mutating func scoreTempo(_ truth: SongTruth, _ estimate: SongEstimate) {
        if let isConstant = truth.isTempoConstant, let estimated = estimate.isTempoConstant {
            scores[.tempoConstancy] = isConstant == estimated ? 1 : 0
        }
        guard let reference = truth.bpm, estimate.bpm.isAsked else { return }
        let bpm = estimate.bpm.value
        let isAccurate = bpm.map { TempoMetrics.isAccurate(reference: reference, estimate: $0) } ?? false
        let isRelated = bpm.map { TempoMetrics.isAccurateUpToOctave(reference: reference, estimate: $0) } ?? false
        scores[.tempoAccuracy1] = isAccurate ? 1 : 0
        scores[.tempoAccuracy2] = isRelated ? 1 : 0
        if isRelated { scores[.tempoOctave] = isAccurate ? 1 : 0 }
        if truth.isTempoConstant == true {
            scores[.tempoError] = bpm.map { abs($0 - reference) }
            // A rounding error more than a tenth is a tenth.
            scores[.tempoExact] = bpm.map { abs($0 - reference) <= 0.1 + 1e-9 ? 1 : 0 } ?? 0
        }
        if bpm != nil, let confidence = estimate.bpmConfidence {
            tempoReliability = Reliability(confidence: confidence, isRight: isAccurate)
        }
    }

    mutating func scoreMeter(_ truth: SongTruth, _ estimate: SongEstimate) {
        guard let beatsPerBar = truth.beatsPerBar, estimate.bar.isAsked else { return }
        var isRight = false
        if let bar = estimate.bar.value {
            isRight = bar.beats == beatsPerBar
            if let reference = truth.timeSignature, let signature = bar.timeSignature {
                isRight = isRight && reference.isCompound == signature.isCompound
            }
        }
        scores[.meter] = isRight ? 1 : 0
        meter = MeterOutcome(truth: truth.timeSignature?.name ?? "\(beatsPerBar)", isRight: isRight)
        if estimate.bar.value != nil, let confidence = estimate.barConfidence {
            meterReliability = Reliability(confidence: confidence, isRight: isRight)
        }
    }
}
