public import Tracks

/// Explains a song: from beats, chords, keys, sections and what else was heard to harmony, rhythm and genre.
public enum Interpretation {
    /// Version of the methods; another version's results are out of date.
    public static let version = "1"

    /// Harmony, rhythm and genre of a song. What cannot be said is `nil`, with an entry in `warnings`.
    ///
    /// - Parameter analysis: beats, chords, keys, sections, tempo and meter; its own `musicTheory` is not read.
    public static func results(
        of analysis: TrackAnalysis, evidence: SongEvidence
    ) -> (results: MusicTheoryResults, warnings: [Warning]) {
        let (harmonic, harmonicWarnings) = HarmonicInterpretation(analysis, evidence: evidence).results()
        let (rhythmic, rhythmicWarnings) = RhythmicInterpretation(analysis, evidence: evidence).results()
        let (genre, genreWarnings) = GenreInterpretation(analysis, evidence: evidence, harmonic: harmonic).results()
        var results = MusicTheoryResults()
        (results.harmonic, results.rhythmic, results.genre) = (harmonic, rhythmic, genre)
        return (results, harmonicWarnings + rhythmicWarnings + genreWarnings)
    }
}
