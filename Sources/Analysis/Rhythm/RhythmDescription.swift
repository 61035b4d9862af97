import MusicTheory
import Tracks

/// Writes a decoded rhythm as tempo, meter and beats.
struct RhythmDescription {
    let rhythm: RhythmEstimate
    /// Onset strength at 100 frames per second, for the division of the beats.
    let strength: [Float]
    let corrections: Corrections

    func describe(in result: inout TrackAnalysis) {
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
        let division = BeatDivision(strength: strength, beats: grid.times)
        let meter =
            corrections.timeSignature.flatMap { Meter($0) }
            ?? division.meter(beatsPerBar: rhythm.beatsPerBar, bpm: grid.bpm)
        result.timeSignature = meter?.name
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
