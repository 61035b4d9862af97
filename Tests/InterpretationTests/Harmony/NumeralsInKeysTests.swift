import Testing
import Tracks

@testable import Interpretation

@Suite struct NumeralsInKeysTests {
    @Test func `each chord is read in the key of its time`() {
        var song = SongOnPaper(["C:maj", "G:7", "D:maj", "A:7"], key: "C major")
        song.analysis.keyRegions = [
            KeyRegion(startSeconds: 0, endSeconds: 4, key: "C major"),
            KeyRegion(startSeconds: 4, endSeconds: 8, key: "D major"),
        ]
        #expect(song.results().romanNumerals == ["I", "V7", "I", "V7"])
    }

    @Test func `a chord that straddles two keys is read in the one that has most of it`() {
        var song = SongOnPaper(["C:maj", "G:maj", "G:maj", "D:maj"], key: "C major")
        song.analysis.keyRegions = [
            KeyRegion(startSeconds: 0, endSeconds: 5, key: "C major"),
            KeyRegion(startSeconds: 5, endSeconds: 8, key: "G major"),
        ]
        #expect(song.results().romanNumerals == ["I", "V", "V"])
        song.analysis.keyRegions[0].endSeconds = 3
        song.analysis.keyRegions[1].startSeconds = 3
        #expect(song.results().romanNumerals == ["I", "I", "V"])
    }

    @Test func `of two equal halves the first decides`() {
        var song = SongOnPaper(["G:maj"], key: "C major")
        song.analysis.keyRegions = [
            KeyRegion(startSeconds: 0, endSeconds: 1, key: "C major"),
            KeyRegion(startSeconds: 1, endSeconds: 2, key: "G major"),
        ]
        #expect(song.results().romanNumerals == ["V"])
    }

    @Test func `what is no chord has no numeral and keeps its place in the list`() {
        let results = SongOnPaper(["N", "A:min", "E:7", "N"], key: "A minor").results()
        #expect(results.chords?.map(\.index) == [1, 2])
        #expect(results.chords?.map(\.roman) == ["i", "V7"])
        #expect(results.functionalHarmony == ["tonic", "dominant"])
        #expect(results.chords?.map(\.role) == ["diatonic", "diatonic"])
    }

    @Test func `an applied chord names its goal`() {
        let results = SongOnPaper(["C:maj", "D:7", "G:maj", "C:maj"], key: "C major").results()
        #expect(results.romanNumerals == ["I", "V7/V", "V", "I"])
        #expect(results.chords?[1].appliedTo == "V")
        #expect(results.chords?[1].function == "applied")
    }

    @Test func `without chords nothing is said and a warning tells why`() {
        let (results, warnings) = SongOnPaper(["N", "N"], key: "C major").interpreted()
        #expect(results == HarmonicResults())
        #expect(warnings.map(\.field) == ["music_theory.harmonic"])
    }

    @Test func `without beats numerals remain and what needs bars is missing`() {
        var song = SongOnPaper(["C:maj", "G:7"], key: "C major")
        song.analysis.beats = []
        let (results, warnings) = song.interpreted()
        #expect(results.romanNumerals == ["I", "V7"])
        #expect(results.cadences == nil && results.patterns == nil && results.harmonicRhythm == nil)
        #expect(results.complexity != nil)
        #expect(warnings.count == 1)
    }

    @Test func `one chord throughout has a complexity of nothing and no voice leading`() {
        let (results, warnings) = SongOnPaper(["C:maj"].times(8), key: "C major").interpreted()
        #expect((results.complexity ?? 1) < 0.05)
        #expect(results.voiceLeading == nil)
        #expect(warnings.map(\.field) == ["music_theory.harmonic.voice_leading"])
    }
}
