import MusicTheory
import Testing
import Tracks

@testable import Interpretation

@Suite struct ProgressionTests {
    @Test func `the dictionary holds many names and each of its numerals can be read`() {
        #expect(ProgressionDictionary.all.count >= 40)
        for progression in ProgressionDictionary.all {
            #expect(!progression.chords.isEmpty, "\(progression.name)")
            #expect(progression.halfBars.allSatisfy { !$0.isEmpty }, "\(progression.name)")
        }
        let names = ProgressionDictionary.all.map { "\($0.mode.rawValue) \($0.commonName)" }
        #expect(Set(names).count == names.count)
        let chords = ProgressionDictionary.all.map { "\($0.mode.rawValue) \($0.tokens)" }
        #expect(Set(chords).count == chords.count)
    }

    @Test func `a descending bass is known whatever stands on it`() throws {
        let bars = ["A:min", "E:min/5", "E:min/b3", "F:maj", "E:maj", "D:min"]
        let plain = SongOnPaper(["A:min", "E:min/b3", "F:maj", "E:maj", "D:min"], key: "A minor").results().patterns
        let lament = try #require(plain?.first { $0.commonName == "lament bass (1-7-6-5 in minor)" })
        #expect(lament.name == "i-v6-VI-V")
        #expect(lament.occurrences.map(\.startBar) == [1])
        #expect(lament.occurrences.first?.endSeconds == 8)
        let broken = SongOnPaper(bars, key: "A minor").results().patterns ?? []
        #expect(!broken.contains { $0.commonName == "lament bass (1-7-6-5 in minor)" })
    }

    @Test func `a chord in two colours is no loop`() {
        let patterns = SongOnPaper(["C:maj", "C:min"].times(8), key: "C major").results().patterns ?? []
        #expect(patterns.isEmpty)
    }

    @Test func `a loop is found by rounds and has its name`() throws {
        let song = SongOnPaper(["C:maj", "G:maj", "A:min", "F:maj"].times(4), key: "C major")
        let pattern = try #require(song.results().patterns?.first)
        #expect(pattern.name == "I-V-vi-IV")
        #expect(pattern.commonName == "axis progression (pop I-V-vi-IV)")
        #expect(pattern.isLoop == true)
        #expect(pattern.lengthBars == 4)
        #expect(pattern.coverage == 1)
        #expect(pattern.occurrences.map(\.startBar) == [1, 5, 9, 13])
        #expect(pattern.occurrences.map(\.rotation) == [0, 0, 0, 0])
        #expect(pattern.occurrences[1].startSeconds == 8)
        #expect(pattern.occurrences[1].endSeconds == 16)
    }

    @Test func `the table's length decides between a loop of three chords and the same loop with the first again`() {
        let three = SongOnPaper(["C:maj", "Bb:maj", "F:maj"].times(4), key: "C major").results().patterns?.first
        #expect(three?.name == "I-bVII-IV")
        let four = SongOnPaper(["C:maj", "Bb:maj", "F:maj", "C:maj"].times(4), key: "C major").results().patterns?.first
        #expect(four?.name == "I-bVII-IV-I")
    }

    @Test func `a rotation without a name of its own tells where it begins`() throws {
        let song = SongOnPaper(["Bb:maj", "F:maj", "C:maj", "G:min"].times(3), key: "C major")
        let pattern = try #require(song.results().patterns?.first)
        #expect(pattern.name == "I-v-bVII-IV")
        #expect(pattern.occurrences.map(\.rotation) == [2, 2, 2])
    }

    @Test func `chords are not corrected towards a famous progression`() throws {
        let song = SongOnPaper(["C:maj", "G:maj", "A:min", "E:min"].times(4), key: "C major")
        let pattern = try #require(song.results().patterns?.first)
        #expect(pattern.name == "I-V-vi-iii")
        #expect(pattern.commonName == nil)
        #expect(pattern.isLoop == true)
        #expect(pattern.occurrences.count == 4)
    }

    @Test func `a loop without a name begins where most of its rounds do`() throws {
        let loop = ["C:maj", "Ab:maj", "E:min", "D:maj"]
        let song = SongOnPaper(["F:maj", "F:maj", "F:maj", "F:maj"] + loop.times(4), key: "C major", sections: [0, 4])
        let pattern = try #require(song.results().patterns?.first)
        #expect(pattern.name == "I-bVI-iii-V/V" || pattern.name == "I-bVI-iii-II")
        #expect(pattern.occurrences.map(\.startBar) == [5, 9, 13, 17])
    }

    @Test func `harmony that does not repeat is no loop`() {
        let bars = [
            "C:maj", "A:min", "D:min", "E:min", "F:maj", "C:maj", "G:maj", "F:maj", "E:min", "D:min", "G:maj", "A:min",
        ]
        let patterns = SongOnPaper(bars, key: "C major").results().patterns ?? []
        #expect(!patterns.contains { $0.isLoop == true })
    }

    @Test func `two five one is counted wherever it stands`() throws {
        let bars = ["D:min7", "G:7", "C:maj7", "A:min", "D:min7 G:7", "C:maj7", "F:maj", "E:min"]
        let patterns = try #require(SongOnPaper(bars, key: "C major").results().patterns)
        let pattern = try #require(patterns.first { $0.name == "ii-V-I" })
        #expect(pattern.occurrences.map(\.startBar) == [1, 5])
        #expect(pattern.isLoop == false)
    }

    @Test func `the same chords in minor are a minor two five one`() throws {
        let bars = ["D:hdim7", "G:7", "C:min", "C:min"]
        let patterns = try #require(SongOnPaper(bars, key: "C minor").results().patterns)
        #expect(patterns.contains { $0.commonName == "minor ii-V-i" })
    }

    @Test(arguments: [
        (["C:7", "C:7", "C:7", "C:7", "F:7", "F:7", "C:7", "C:7", "G:7", "F:7", "C:7", "G:7"], "12-bar blues"),
        (
            ["C:7", "F:7", "C:7", "C:7", "F:7", "F:7", "C:7", "C:7", "G:7", "F:7", "C:7", "C:7"],
            "12-bar blues with quick change"
        ),
        (
            ["C:7", "F:7", "C:7", "C:7", "F:7", "F#:dim7", "C:7", "A:7", "D:min7", "G:7", "C:7 A:7", "D:min7 G:7"],
            "jazz blues (bebop)"
        ),
    ])
    func `the blues is known by its bars`(bars: [String], name: String) throws {
        let patterns = try #require(SongOnPaper(bars.times(2), key: "C major").results().patterns)
        let blues = try #require(patterns.first { $0.commonName == name })
        #expect(blues.occurrences.map(\.startBar) == [1, 13])
        #expect(blues.isLoop == true)
        #expect(blues.lengthBars == 12)
    }

    @Test func `line cliches need their sevenths`() {
        let cliche = SongOnPaper(["C:maj", "C:maj7", "C:7", "F:maj"], key: "C major").results().patterns ?? []
        #expect(cliche.contains { $0.name == "I-Imaj7-I7" })
        let plain = SongOnPaper(["C:maj", "C:maj", "C:7", "F:maj"], key: "C major").results().patterns ?? []
        #expect(!plain.contains { $0.name == "I-Imaj7-I7" })
    }

    @Test func `patterns come by the time that they cover`() {
        let bars = ["C:maj", "G:maj", "A:min", "F:maj"].times(4) + ["D:min", "G:maj", "C:maj", "C:maj"]
        let coverages = SongOnPaper(bars, key: "C major").results().patterns?.compactMap(\.coverage) ?? []
        #expect(coverages.count >= 2)
        #expect(coverages == coverages.sorted(by: >))
    }
}
