import MusicTheory
import Testing

@Suite struct ChordTests {
    @Test func `every chord reads back as itself`() {
        for fifths in -6...6 {
            for quality in ChordQuality.allCases {
                for bass in [fifths, fifths + 1, fifths + 4, fifths - 2, fifths - 3] {
                    let chord = Chord(
                        root: PitchSpelling(fifths: fifths), quality: quality, bass: PitchSpelling(fifths: bass))
                    #expect(ChordLabel(harte: chord.harte) == .chord(chord), "\(chord.harte)")
                }
            }
        }
        #expect(ChordLabel(harte: "N") == ChordLabel.none)
        #expect(ChordLabel.none.harte == "N")
    }

    @Test(arguments: [
        ("C", "C:maj"), ("C:maj", "C:maj"), ("A:min7/b3", "A:min7/b3"), ("G:7/3", "G:7/3"), ("Bb:hdim7", "Bb:hdim7"),
    ])
    func `labels are printed in full`(label: String, printed: String) {
        #expect(ChordLabel(harte: label)?.harte == printed)
    }

    @Test(arguments: ["", "H:maj", "C:", "C:foo", "C/", "C/x", "Cm", "C:maj/"])
    func `what is no label is refused`(label: String) {
        #expect(ChordLabel(harte: label) == nil)
    }

    @Test func `the bass is spelt above the root`() {
        #expect(ChordLabel(harte: "G:7/3")?.chord?.bass.name == "B")
        #expect(ChordLabel(harte: "Ab:min/b3")?.chord?.bass.name == "Cb")
    }

    @Test func `chords have the notes of their quality`() {
        let chord = Chord(root: PitchSpelling(fifths: -1), quality: .minorSeventh)
        #expect(chord.pitchClasses.map(\.semitone) == [5, 8, 0, 3])
        #expect(Set(ChordQuality.allCases.map(\.intervals)).count == ChordQuality.allCases.count)
    }
}
