import MusicTheory
import Testing

@Suite struct KeyTests {
    @Test func `chord roots are spelt so that they can be read`() throws {
        let sharp = try #require(Key("F# major"))
        #expect(sharp.chordRootSpelling(of: PitchClass(0)).name == "C")
        #expect(sharp.chordRootSpelling(of: PitchClass(5)).name == "E#")
        let minor = try #require(Key("G# minor"))
        #expect(minor.chordRootSpelling(of: PitchClass(7)).name == "G")
        for key in Key.all {
            for semitone in 0..<12 {
                let spelling = key.chordRootSpelling(of: PitchClass(semitone))
                #expect(spelling.pitchClass == PitchClass(semitone))
                #expect(spelling.name.count <= 2)
            }
        }
    }

    @Test func `the 24 keys have their conventional names`() {
        let names = Key.all.map(\.name)
        #expect(
            names == [
                "C major", "Db major", "D major", "Eb major", "E major", "F major", "F# major", "G major", "Ab major",
                "A major", "Bb major", "B major", "C minor", "C# minor", "D minor", "Eb minor", "E minor", "F minor",
                "F# minor", "G minor", "G# minor", "A minor", "Bb minor", "B minor",
            ])
    }

    @Test func `every key reads back as itself`() {
        for key in Key.all {
            #expect(Key(key.name) == key)
            #expect(Key(index: key.index) == key)
            #expect(abs(key.signatureFifths) <= 6)
        }
        #expect(Key("C# major") == Key("Db major"))
        #expect(Key("C") == nil)
        #expect(Key("C dorian") == nil)
    }

    @Test func `relative keys share their notes`() {
        for key in Key.all {
            #expect(key.relative.relative == key)
            #expect(key.relative.mode != key.mode)
            #expect(Set(key.relative.scale) == Set(key.scale))
            #expect(key.relative.signatureFifths == key.signatureFifths || abs(key.signatureFifths) == 6)
        }
    }

    @Test func `the notes of a scale have seven different letters`() {
        for key in Key.all {
            let letters = key.scale.compactMap { key.spelling(of: $0).name.first }
            #expect(Set(letters).count == 7, "\(key.name)")
            #expect(key.spelling(of: key.tonic) == key.tonicSpelling)
        }
    }

    @Test func `the leading note of a minor key is spelt as a sharpened seventh`() {
        #expect(Key("A minor")?.spelling(of: PitchClass(8)).name == "G#")
        #expect(Key("G minor")?.spelling(of: PitchClass(6)).name == "F#")
    }
}
