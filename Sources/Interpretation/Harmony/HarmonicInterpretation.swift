import MusicTheory
import Tracks

/// Explains the harmony of a song: numerals, patterns, cadences, voice leading, harmonic rhythm, scale, complexity.
struct HarmonicInterpretation {
    private let analysis: TrackAnalysis
    private let melody: [MelodyNote]

    init(_ analysis: TrackAnalysis, evidence: SongEvidence) {
        self.analysis = analysis
        melody = evidence.melody
    }

    /// What can be said of the harmony; without a key or chords nothing can, and a warning says so.
    func results() -> (HarmonicResults, [Warning]) {
        var results = HarmonicResults()
        let song = SongHarmony(analysis)
        guard !song.chords.isEmpty else {
            return (
                results,
                [
                    Warning(
                        field: "music_theory.harmonic",
                        reason: "There are no chords in a key, so the harmony cannot be explained.")
                ]
            )
        }
        describeNumerals(song, in: &results)
        results.scale = ChordScale.name(of: song, mainKey: analysis.key.flatMap { Key($0.name) })
        var warnings: [Warning] = []
        results.voiceLeading = VoiceLeadingMeasure(song.chords).results()
        if results.voiceLeading == nil {
            let reason = "One chord holds throughout, so there is no voice leading."
            warnings.append(Warning(field: "music_theory.harmonic.voice_leading", reason: reason))
        }
        let complexity = HarmonicComplexity(song)
        results.complexityParts = complexity.parts
        results.complexity = complexity.value
        results.complexityLabel = complexity.value.map(HarmonicComplexity.word)
        results.complexityReasons = complexity.reasons
        guard !song.bars.isEmpty else {
            let reason = "No bars were found, so progressions, cadences and the harmonic rhythm cannot be told."
            return (results, warnings + [Warning(field: "music_theory.harmonic", reason: reason)])
        }
        results.harmonicRhythm = HarmonicRhythmMeasure(song, sections: analysis.sections).results()
        results.patterns = PatternFinder(song, sections: analysis.sections).patterns()
        results.cadences =
            CadenceFinder(
                song, sections: analysis.sections, melody: melody, keyConfidence: analysis.key?.confidence ?? 1
            ).cadences()
        return (results, warnings)
    }

    private func describeNumerals(_ song: SongHarmony, in results: inout HarmonicResults) {
        results.chords = song.chords.map { chord in
            ChordFunction(
                index: chord.index, roman: chord.reading.numeral.text, function: chord.reading.function.rawValue,
                role: chord.reading.role.rawValue, appliedTo: chord.reading.appliedTo?.text,
                borrowedFrom: chord.reading.borrowedFrom)
        }
        results.romanNumerals = results.chords?.map(\.roman)
        results.functionalHarmony = results.chords?.map(\.function)
    }
}
