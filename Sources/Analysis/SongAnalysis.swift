import Glibc
import MusicTheory
import Tracks

/// Runs the estimators over a song's features in their order and gathers what they find.
struct SongAnalysis {
    private let features: SongFeatures

    init(_ features: SongFeatures) { self.features = features }

    func result(progress: (Double) throws -> Void) throws -> TrackAnalysis {
        var result = TrackAnalysis()
        let tuning = features.pitches.tuning
        let shift = tuning.clarity > 0.05 ? tuning.semitones : 0
        let harmony = ChromaCurve(features.pitches, tuningSemitones: shift)
        let bass = ChromaCurve(
            features.bassPitches ?? features.pitches, tuningSemitones: shift, notes: ChromaCurve.bassNotes)
        try progress(0.2)
        let rhythm = RhythmEstimator(features: features, harmony: harmony, bass: bass).estimate()
        try progress(0.6)
        if let rhythm {
            describe(rhythm, in: &result)
        } else {
            result.warnings.append(
                Warning(field: "bpm", reason: "No regular pulse was found, so there are no tempo, beats or bars."))
        }
        let estimator = HarmonyEstimator(features: features, tuningSemitones: shift, rhythm: rhythm)
        let estimate = hasScale ? estimator.estimate() : nil
        let harmonies = estimate.flatMap { $0.tonalness > 0 ? $0 : nil }
        describe(harmonies, in: &result)
        try progress(0.9)
        result.sections = SectionEstimator(features: features, rhythm: rhythm, harmony: harmonies)
            .sections(beats: result.beats)
        if result.sections.isEmpty {
            result.warnings.append(
                Warning(field: "sections", reason: "There is too little music to divide it into sections."))
        }
        try progress(1)
        return result
    }

    /// Whether the spectral peaks keep to a scale at all; those of noise lie anywhere.
    private var hasScale: Bool { features.pitches.tuning.clarity > 0.05 }

    private func describe(_ estimate: HarmonyEstimate?, in result: inout TrackAnalysis) {
        let duration = features.durationSeconds
        guard let estimate, let key = estimate.key else {
            result.warnings += [
                Warning(field: "key", reason: "No tones that keep to a scale were found, so there is no key."),
                Warning(field: "chords", reason: "No tones that keep to a scale were found, so there are no chords."),
            ]
            if duration > 0 {
                result.chords = [
                    ChordSpan(
                        startSeconds: 0, endSeconds: duration, startBeat: nil, endBeat: nil, label: "N", root: nil,
                        quality: nil, bass: nil, confidence: 0)
                ]
            }
            return
        }
        let tuning = features.pitches.tuning
        result.tuningHz = 440 * exp2(tuning.semitones / 12)
        let ranking = Key.all.indices.sorted { estimate.keyProbabilities[$0] > estimate.keyProbabilities[$1] }
        result.key = KeyEstimate(
            name: key.name, confidence: estimate.keyProbabilities[key.index] * estimate.tonalness,
            alternatives: ranking.filter { $0 != key.index }.prefix(3).map {
                KeyAlternative(key: Key.all[$0].name, probability: estimate.keyProbabilities[$0])
            })
        result.keyRegions = estimate.keyRegions.map {
            KeyRegion(startSeconds: $0.startSeconds, endSeconds: $0.endSeconds, key: $0.key.name)
        }
        result.chords = ChordSpelling(estimate: estimate, beats: result.beats.map(\.timeSeconds)).spans()
    }

    private func describe(_ rhythm: RhythmEstimate, in result: inout TrackAnalysis) {
        let grid = rhythm.grid
        result.tempo = TempoEstimate(
            bpm: grid.bpm, confidence: rhythm.tempoConfidence, alternatives: rhythm.alternatives,
            map: grid.tempoMap.map { TempoChange(startSeconds: $0.startSeconds, bpm: $0.bpm) },
            isConstant: grid.isConstant)
        guard rhythm.hasBars else {
            result.warnings.append(
                Warning(
                    field: "music_theory.rhythmic.time_signature",
                    reason: "Nothing sets one beat in several apart, so no bars were found; all beats are in bar 0."))
            result.beats = grid.times.indices.map { index in
                Beat(
                    timeSeconds: grid.times[index], bar: 0, beat: index + 1, isDownbeat: false,
                    confidence: grid.confidences[index])
            }
            return
        }
        result.timeSignature = Meter(numerator: rhythm.beatsPerBar, denominator: 4)?.name
        result.timeSignatureConfidence = rhythm.meterConfidence
        var bar = 0
        result.beats = grid.times.indices.map { index in
            let position = rhythm.positions[index]
            if position == 0 { bar += 1 }
            return Beat(
                timeSeconds: grid.times[index], bar: bar, beat: position + 1, isDownbeat: position == 0,
                confidence: grid.confidences[index])
        }
    }
}
