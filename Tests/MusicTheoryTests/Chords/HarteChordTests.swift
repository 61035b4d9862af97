import MusicTheory
import Testing

@Suite struct HarteChordTests {
    private struct Row: Decodable {
        let label: String
        let root: Int
        let notes: [Int]
        let bass: Int
    }

    @Test func `labels have the notes that mir_eval gives them`() throws {
        let rows = try GoldenFiles.json("harte.json", as: [Row].self)
        #expect(rows.count > 50)
        for row in rows {
            let chord = try #require(HarteChord(row.label), "\(row.label)")
            #expect(chord.root.pitchClass.semitone == row.root)
            #expect(chord.bass.semitones == row.bass)
            // mir_eval leaves ninths and above out and counts the bass among the notes.
            let notes = Set(chord.degrees.filter { $0.number <= 7 }.map(\.semitones) + [chord.bass.semitones])
            #expect(notes == Set(row.notes), "\(row.label)")
        }
    }

    @Test(arguments: [
        ("C", "C:maj"), ("C:maj7(9,#11)/3", "C:maj7(9,#11)/3"), ("D:(1,b7,4)", "D:(1,4,b7)"), ("G:7(*5)", "G:7(*5)"),
        ("A:min(11,9)/b3", "A:min(9,11)/b3"), ("G:7(13,*5,b9)", "G:7(*5,b9,13)"), ("Bb:min9", "Bb:min9"),
        ("E:sus4(b7)", "E:sus4(b7)"), ("C:maj/1", "C:maj"),
    ])
    func `labels are printed with their degrees in order`(label: String, printed: String) {
        #expect(HarteChord(label)?.label == printed)
    }

    @Test(arguments: [
        "", "N", "X", "H:maj", "C:", "C:foo", "C/", "C:maj/", "C:()", "C:(*5)", "C:maj(", "C:maj)", "C:maj(x)",
        "C:maj(9,)",
        "C(9)", "C:maj/3/5", "C:maj(99)",
    ])
    func `what is no label is refused`(label: String) {
        #expect(HarteChord(label) == nil)
    }

    @Test(arguments: [
        ("C:9", "C:7"), ("C:maj9/3", "C:maj7/3"), ("C:min11", "C:min7"), ("C:13", "C:7"), ("C:sus4(b7)", "C:sus4"),
        ("C:maj(9)", "C:maj"), ("C:maj6(9)", "C:maj6"), ("C:1", "C:maj"), ("C:5", "C:5"), ("C:7(*3)", "C:7"),
        ("C:7(*3,4)", "C:sus4"), ("C:min(*5,b5)", "C:dim"), ("C:min7(*5,b5)", "C:hdim7"), ("C:maj(*5,#5)", "C:aug"),
        ("C:7(#9)", "C:7"), ("C:(1,3,5,6)", "C:maj6"), ("C:(1,2,5)", "C:sus2"), ("C:(1,b3,5,7)", "C:minmaj7"),
        ("C:7(*5,#5)", "C:7"), ("C:(1,b3,b5,bb7)", "C:dim7"), ("C:#11", "C:7"), ("C:minmaj7/5", "C:minmaj7/5"),
    ])
    func `labels reduce to the vocabulary`(label: String, reduced: String) {
        #expect(HarteChord(label)?.chord.harte == reduced)
    }

    @Test func `chords of the vocabulary are written and reduce back`() {
        for quality in ChordQuality.allCases {
            for fifths in [-3, 0, 4] {
                let root = PitchSpelling(fifths: fifths)
                let chord = Chord(root: root, quality: quality, bass: PitchSpelling(fifths: fifths + 1))
                #expect(HarteChord(chord).chord == chord)
                #expect(HarteChord(chord).label == chord.harte)
                let semitones = HarteChord(chord).degrees.map(\.semitones)
                #expect(Set(semitones) == Set(quality.intervals), "\(quality)")
            }
        }
    }

    @Test func `every shorthand reads back as itself`() {
        for shorthand in HarteShorthand.allCases {
            #expect(HarteChord("Eb:\(shorthand.rawValue)")?.shorthand == shorthand)
            #expect(shorthand.degrees.contains(ScaleDegree(number: 1)))
        }
    }
}
