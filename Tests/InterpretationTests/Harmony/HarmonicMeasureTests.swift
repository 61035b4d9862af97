import MusicTheory
import Testing
import Tracks

@testable import Interpretation

@Suite struct HarmonicMeasureTests {
    @Test(arguments: [
        ("C:maj", "C:maj", [0, 0, 0]),
        ("C:maj", "A:min", [0, 0, 2]),
        ("C:maj", "G:maj", [0, 1, 2]),
        ("C:maj", "D:min", [1, 2, 2]),
        ("F:maj", "G:maj", [2, 2, 2]),
        ("G:7", "C:maj", [0, 1, 1, 2]),
        ("D:min7", "G:7", [0, 0, 1, 2]),
        ("C:5", "F#:5", [1, 1]),
    ])
    func `voices take the shortest way`(from: String, to: String, movements: [Int]) throws {
        let chords = try [from, to].map { try #require(ChordLabel(harte: $0)?.chord) }
        let there = VoiceAssignment(from: chords[0].pitchClasses, to: chords[1].pitchClasses).movements
        let back = VoiceAssignment(from: chords[1].pitchClasses, to: chords[0].pitchClasses).movements
        #expect(there.reduce(0, +) == movements.reduce(0, +))
        #expect(there.reduce(0, +) == back.reduce(0, +))
        #expect(there.count == movements.count)
    }

    @Test func `the bass moves as it was heard`() throws {
        let bars = ["C:maj", "G:maj/3", "A:min", "F:maj", "C:maj/5", "G:maj", "B:dim", "F:maj"]
        let leading = try #require(SongOnPaper(bars, key: "C major").results().voiceLeading)
        let motion = try #require(leading.bassMotion)
        // C B A F G G B F: step step third step static third tritone
        #expect(motion["step"] == 3.0 / 7)
        #expect(motion["third"] == 2.0 / 7)
        #expect(motion["static"] == 1.0 / 7)
        #expect(motion["tritone"] == 1.0 / 7)
        #expect(motion["fourth_fifth"] == 0)
        #expect(leading.reasons?.count == 3)
    }

    @Test func `common tones and leaps are counted`() throws {
        let leading = try #require(SongOnPaper(["C:maj", "A:min", "C:maj"], key: "C major").results().voiceLeading)
        #expect(leading.meanCommonTones == 2)
        #expect(leading.meanSemitonesPerChange == 2.0 / 3)
        #expect(leading.leapShare == 0)
        #expect(leading.quality == "smooth")
    }

    @Test func `changes are counted per bar, in all and by section`() throws {
        let bars = ["C:maj", "C:maj", "F:maj", "F:maj"] + ["C:maj G:maj"].times(4)
        let rhythm = try #require(SongOnPaper(bars, key: "C major", sections: [0, 4]).results().harmonicRhythm)
        #expect(rhythm.changesPerBar == 9.0 / 8)
        #expect(rhythm.sections.map(\.changesPerBar) == [0.25, 2])
        #expect(rhythm.staticShare == 0.5)
    }

    @Test(arguments: [
        (["C:maj", "F:maj", "G:maj", "C:maj"], "C major", "major"),
        (["C:maj", "Bb:maj", "F:maj", "C:maj"], "C major", "mixolydian"),
        (["C:maj", "D:maj", "C:maj", "D:maj"], "C major", "lydian"),
        (["C:maj", "D:7", "G:7", "C:maj"], "C major", "major"),
        (["C:7", "F:7", "C:7", "G:7"], "C major", "blues"),
        (["A:min", "F:maj", "G:maj", "A:min"], "A minor", "minor"),
        (["A:min", "D:maj", "A:min", "D:maj"], "A minor", "dorian"),
        (["A:min", "Bb:maj", "A:min", "Bb:maj"], "A minor", "phrygian"),
        (["A:min", "D:min", "E:7", "A:min"], "A minor", "harmonic minor"),
    ])
    func `the scale is the one that the chords draw on`(bars: [String], key: String, scale: String) {
        #expect(SongOnPaper(bars.times(4), key: key).results().scale == scale)
    }
}
