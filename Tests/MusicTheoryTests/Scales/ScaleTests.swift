import MusicTheory
import Testing

@Suite struct ScaleTests {
    @Test(arguments: [
        ("C major", "C D E F G A B"), ("A minor", "A B C D E F G"), ("D dorian", "D E F G A B C"),
        ("E phrygian", "E F G A B C D"), ("F lydian", "F G A B C D E"), ("Bb mixolydian", "Bb C D Eb F G Ab"),
        ("B locrian", "B C D E F G A"), ("A harmonic minor", "A B C D E F G#"), ("A melodic minor", "A B C D E F# G#"),
        ("C blues", "C Eb F Gb G Bb"), ("C minor pentatonic", "C Eb F G Bb"), ("G major pentatonic", "G A B D E"),
        ("E phrygian dominant", "E F G# A B C D"), ("F lydian dominant", "F G A B C D Eb"),
        ("C aeolian", "C D Eb F G Ab Bb"),
        ("C whole tone", "C D E F# G# Bb"),
    ])
    func `scales are spelt from their tonic`(name: String, notes: String) throws {
        let scale = try #require(Scale(name))
        #expect(scale.notes.map(\.name).joined(separator: " ") == notes)
    }

    @Test func `every scale reads back as itself and fills its octave`() throws {
        for kind in ScaleKind.allCases {
            for fifths in -6...6 {
                let scale = Scale(tonic: PitchSpelling(fifths: fifths), kind: kind)
                #expect(Scale(scale.name) == scale)
            }
            #expect(kind.intervals.first == 0)
            #expect(kind.intervals == kind.intervals.sorted(), "\(kind)")
            #expect(Set(kind.intervals).count == kind.degrees.count, "\(kind)")
            #expect(kind.steps.reduce(0, +) == 12)
            #expect(kind.steps.allSatisfy { (1...3).contains($0) })
        }
        #expect(Set(ScaleKind.allCases.map(\.intervals)).count == ScaleKind.allCases.count)
    }

    @Test func `the church modes are rotations of the major scale`() {
        for mode in ScaleKind.churchModes {
            let doubled = ScaleKind.major.steps + ScaleKind.major.steps
            #expect((0..<7).contains { Array(doubled[$0..<$0 + 7]) == mode.steps }, "\(mode)")
        }
    }

    @Test(arguments: ["", "C", "H major", "C foo", "major", "C  major"])
    func `what is no scale is refused`(name: String) {
        #expect(Scale(name) == nil)
    }

    @Test func `scales hold the chords of their notes`() throws {
        let mixolydian = try #require(Scale("G mixolydian"))
        #expect(mixolydian.contains(try #require(ChordLabel(harte: "F:maj")?.chord)))
        #expect(!mixolydian.contains(try #require(ChordLabel(harte: "D:maj")?.chord)))
    }

    @Test(arguments: [
        ("D dorian", "D minor", 0), ("G mixolydian", "G major", 0), ("F lydian", "F major", 0),
        ("E phrygian", "E minor", 0),
        ("A minor", "A minor", 0), ("C major", "C major", 0), ("B locrian", "B minor", 0),
        ("D mixolydian", "D major", 1),
        ("Bb dorian", "Bb minor", -4),
    ])
    func `modal keys have a nearest key and a signature`(name: String, nearest: String, signature: Int) throws {
        let key = try #require(ModalKey(name))
        #expect(key.nearestKey == Key(nearest))
        #expect(key.signatureFifths == signature)
        #expect(Set(key.relativeMajor.scale) == Set(key.scale.pitchClasses))
        #expect(ModalKey(key.name) == key)
        #expect(ModalKey("C blues") == nil)
    }
}
