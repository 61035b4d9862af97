import Testing
import Tracks

@testable import Interpretation

@Suite struct CadenceTests {
    private func last(
        _ bars: [String], key: String = "C major", melody: [MelodyNote] = []
    ) -> Cadence? { SongOnPaper(bars, key: key).results(melody: melody).cadences?.last }

    @Test(
        arguments: [
            (["C:maj", "F:maj", "G:7", "C:maj"], "C major", "authentic", nil),
            (["C:maj", "F:maj", "G:7/3", "C:maj"], "C major", "authentic", "imperfect"),
            (["C:maj", "F:maj", "B:dim", "C:maj"], "C major", "authentic", "imperfect"),
            (["C:maj", "F:maj", "D:min", "G:maj"], "C major", "half", nil),
            (["A:min", "G:maj", "D:min/b3", "E:maj"], "A minor", "half", "phrygian"),
            (["C:maj", "F:maj", "G:7", "A:min"], "C major", "deceptive", "submediant"),
            (["C:maj", "F:maj", "G:7", "Ab:maj"], "C major", "deceptive", "flat_submediant"),
            (["A:min", "D:min", "E:7", "F:maj"], "A minor", "deceptive", "submediant"),
            (["C:maj", "F:maj", "G:7", "F:maj/3"], "C major", "deceptive", "subdominant"),
            (["C:maj", "G:maj", "F:maj", "C:maj"], "C major", "plagal", nil),
            (["C:maj", "G:maj", "F:min", "C:maj"], "C major", "plagal", "minor_plagal"),
            (["C:maj", "F:maj", "Bb:7", "C:maj"], "C major", "modal", "backdoor"),
            (["C:maj", "F:maj", "Bb:maj", "C:maj"], "C major", "modal", "subtonic"),
            (["C:maj", "Ab:maj", "Bb:maj", "C:maj"], "C major", "modal", "mario"),
            (["A:min", "F:maj", "E:min", "A:min"], "A minor", "modal", "minor_dominant"),
            (["A:min", "G:maj", "Bb:maj", "A:min"], "A minor", "modal", "phrygian"),
        ] as [([String], String, String, String?)])
    func `the last two harmonies of a phrase make a cadence`(
        bars: [String], key: String, type: String, subtype: String?
    ) throws {
        let cadence = try #require(last(bars, key: key))
        #expect(cadence.type == type)
        #expect(cadence.subtype == subtype)
        #expect(cadence.bar == 4)
        #expect(cadence.timeSeconds == 6)
    }

    @Test func `an authentic cadence is perfect with the tonic in the melody`() {
        let bars = ["C:maj", "F:maj", "G:7", "C:maj"]
        func ending(_ note: Int) -> [MelodyNote] {
            [
                MelodyNote(startSeconds: 4, endSeconds: 5.9, noteNumber: 62, confidence: 1),
                MelodyNote(startSeconds: 6, endSeconds: 7, noteNumber: note, confidence: 1),
            ]
        }
        #expect(last(bars, melody: ending(72))?.subtype == "perfect")
        #expect(last(bars, melody: ending(64))?.subtype == "imperfect")
        let elsewhere = [MelodyNote(startSeconds: 1, endSeconds: 2, noteNumber: 60, confidence: 1)]
        #expect(last(bars, melody: elsewhere)?.subtype == nil)
    }

    @Test func `phrases of four bars end in a section`() {
        let bars = ["C:maj", "A:min", "F:maj", "G:maj", "C:maj", "A:min", "G:maj", "C:maj"]
        let cadences = SongOnPaper(bars, key: "C major").results().cadences ?? []
        #expect(cadences.map(\.type) == ["half", "authentic"])
        #expect(cadences.map(\.bar) == [4, 8])
    }

    @Test func `a section's end moves the phrases`() {
        let bars = ["F:maj", "G:maj", "C:maj"] + ["C:maj", "F:maj", "D:min", "G:maj"]
        let cadences = SongOnPaper(bars, key: "C major", sections: [0, 3]).results().cadences ?? []
        #expect(cadences.map(\.type) == ["authentic", "half"])
        #expect(cadences.map(\.bar) == [3, 7])
    }

    @Test func `a goal that is reached early is no cadence`() {
        #expect(SongOnPaper(["G:maj", "C:maj", "C:maj", "C:maj"], key: "C major").results().cadences == [])
        #expect(SongOnPaper(["C:maj"].times(4), key: "C major").results().cadences == [])
    }

    @Test func `a last chord that is held belongs to the phrase before it`() throws {
        let bars = ["C:maj", "A:min", "F:maj", "G:maj", "C:maj", "C:maj", "N"]
        let cadences = SongOnPaper(bars, key: "C major", sections: [0, 4]).results().cadences ?? []
        #expect(cadences.map(\.type) == ["authentic"])
        #expect(cadences.first?.bar == 5)
        #expect(cadences.first?.from == "V")
        #expect(cadences.first?.to == "I")
    }

    @Test func `doubtful chords make doubtful cadences`() throws {
        var song = SongOnPaper(["C:maj", "F:maj", "G:7", "C:maj"], key: "C major")
        let sure = try #require(song.results().cadences?.first?.confidence)
        #expect(sure > 0.8 && sure <= 1)
        for index in song.analysis.chords.indices { song.analysis.chords[index].confidence = 0.4 }
        let doubtful = try #require(song.results().cadences?.first?.confidence)
        #expect(doubtful < 0.7 * sure)
        for index in song.analysis.chords.indices { song.analysis.chords[index].confidence = 0.05 }
        #expect(song.results().cadences == [])
    }
}
