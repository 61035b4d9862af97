import MusicTheory
import Testing

/// The conventions, one by one. Chords that start on weaker beats have a dot before them.
@Suite struct ReadingTests {
    private func readings(_ chords: String, _ key: String) throws -> [HarmonicReading] {
        let key = try #require(Key(key))
        return RomanNumeralAnalysis.readings(
            of: try chords.split(separator: " ").map { label in
                let isWeak = label.first == "."
                let chord = try #require(ChordLabel(harte: isWeak ? label.dropFirst() : label)?.chord)
                return KeyedChord(chord: chord, key: key, metricalStrength: isWeak ? 0.5 : 1)
            })
    }

    private func numerals(_ chords: String, _ key: String) throws -> String {
        try readings(chords, key).map(\.numeral.text).joined(separator: " ")
    }

    @Test(arguments: [
        ("C:maj D:min E:min F:maj G:maj A:min B:dim", "C major", "I ii iii IV V vi viio"),
        ("C:maj7 D:min7 E:min7 F:maj7 G:7 A:min7 B:hdim7", "C major", "Imaj7 ii7 iii7 IVmaj7 V7 vi7 viiø7"),
        ("C:min D:dim Eb:maj F:min G:min Ab:maj Bb:maj", "C minor", "i iio III iv v VI VII"),
        ("C:min D:hdim7 Eb:aug F:min G:7 B:dim B:dim7", "C minor", "i iiø7 III+ iv V7 viio viio7"),
    ])
    func `chords of the key are diatonic`(chords: String, key: String, expected: String) throws {
        #expect(try numerals(chords, key) == expected)
        #expect(try readings(chords, key).allSatisfy { $0.role == .diatonic })
    }

    @Test(arguments: [
        ("C:maj/3 F:maj/5 G:7/3 G:7/5 G:7/b7 A:min/b3", "C major", "I6 IV64 V65 V43 V42 vi6"),
        ("C:maj6 D:min6 C:sus4 G:sus2 A:5", "C major", "Iadd6 iiadd6 Isus4 Vsus2 vi5"),
        ("C:maj/6 C:maj/b7 C:maj/2", "C major", "vi7 I42 I"),
        ("F:maj/2 D:min7/4", "C major", "V9sus4 V9sus4"),
        ("A:min/b6 A:min/b7", "C major", "IVmaj7 vi42"),
    ])
    func `the bass gives the figures`(chords: String, key: String, expected: String) throws {
        #expect(try numerals(chords, key) == expected)
    }

    @Test(arguments: [
        ("C:maj D:7 G:maj", "C major", "I V7/V V", "V"), ("C:maj E:7 A:min", "C major", "I V7/vi vi", "vi"),
        ("C:maj A:7/3 D:min", "C major", "I V65/ii ii", "ii"), ("C:maj C:7 F:maj", "C major", "I V7/IV IV", "IV"),
        ("C:maj B:7 E:min", "C major", "I V7/iii iii", "iii"), ("C:maj E:maj F:maj", "C major", "I V/vi IV", "vi"),
        ("C:maj C:aug F:maj", "C major", "I V+/IV IV", "IV"), ("C:min D:7 G:7", "C minor", "i V7/V V7", "V"),
        ("C:min C:7 F:min", "C minor", "i V7/iv iv", "iv"), ("C:min Eb:7 Ab:maj", "C minor", "i V7/VI VI", "VI"),
        ("C:min F:7 Bb:maj", "C minor", "i V7/VII VII", "VII"), ("C:maj F#:dim7 G:maj", "C major", "I viio7/V V", "V"),
        ("C:maj F#:hdim7 C:maj/5", "C major", "I viiø7/V I64", "V"),
        ("C:maj C#:dim7 D:min", "C major", "I viio7/ii ii", "ii"),
        ("C:maj E:dim7 D:min", "C major", "I viio65/ii ii", "ii"),
        ("C:maj G#:dim7 A:min", "C major", "I viio7/vi vi", "vi"),
        ("C:maj Eb:7 D:min", "C major", "I subV7/ii ii", "ii"),
        ("C:maj C:7 D:min", "C major", "I V7/IV ii", "IV"),
        ("C:maj F#:dim7 D:7 G:maj", "C major", "I viio7/V V7/V V", "V"),
        ("C:maj C:7 C:7/3 F:maj C:maj", "C major", "I V7/IV V65/IV IV I", "IV"),
    ])
    func `chords that lead to another degree are applied`(
        chords: String, key: String, expected: String, target: String
    ) throws {
        #expect(try numerals(chords, key) == expected)
        let applied = try readings(chords, key)[1]
        #expect(applied.role == .applied)
        #expect(applied.function == .applied)
        #expect(applied.appliedTo?.text == target)
        #expect(applied.numeral.applied == applied.appliedTo)
    }

    @Test func `a suspension belongs to the applied dominant it resolves into`() throws {
        #expect(try numerals("C:maj D:sus4 D:7 G:maj", "C major") == "I Vsus4/V V7/V V")
        #expect(try numerals("C:maj D:sus4 G:maj", "C major") == "I IIsus4 V")
    }

    @Test(arguments: [
        ("C:7 F:7 C:7 G:7", "C major", "I7 IV7 I7 V7"), ("C:maj C:7 G:maj", "C major", "I I7 V"),
        ("C:min C:maj G:maj", "C minor", "i I V"), ("C:min F:maj C:min", "C minor", "i IV i"),
        ("C:maj C#:dim7 G:maj", "C major", "I #io7 V"), ("C:maj F#:dim A:min", "C major", "I #ivo vi"),
        ("C:maj C:aug A:min", "C major", "I I+ vi"), ("C:maj D:maj C:maj", "C major", "I II I"),
        ("C:min Bb:7 Eb:maj", "C minor", "i VII7 III"), ("C:maj C:7 C:maj6 F:maj", "C major", "I I7 Iadd6 IV"),
    ])
    func `without resolution these are not applied`(chords: String, key: String, expected: String) throws {
        #expect(try numerals(chords, key) == expected)
        #expect(try readings(chords, key).allSatisfy { $0.role != .applied })
    }

    @Test(arguments: [
        ("C:maj Eb:maj Ab:maj", "C major", "I bIII bVI", "minor"),
        ("C:maj Bb:maj F:min", "C major", "I bVII iv", "minor"),
        ("C:maj Bb:maj F:maj", "C major", "I bVII IV", "mixolydian"),
        ("C:maj G:min C:maj", "C major", "I v I", "mixolydian"),
        ("C:maj D:dim C:min", "C major", "I iio i", "minor"), ("C:maj F:7 C:maj", "C major", "I IV7 I", "dorian"),
        ("C:maj D:maj C:maj", "C major", "I II I", "lydian"), ("C:maj Db:maj C:maj", "C major", "I N I", "phrygian"),
        ("C:maj B:dim7 C:maj", "C major", "I viio7 I", "minor"), ("C:min F:maj C:min", "C minor", "i IV i", "dorian"),
        ("C:min C:maj", "C minor", "i I", "major"), ("C:min Db:maj/3 G:7", "C minor", "i N6 V7", "phrygian"),
        ("C:min A:hdim7 G:7", "C minor", "i #viø7 V7", "dorian"),
    ])
    func `chords of other modes are borrowed`(chords: String, key: String, expected: String, lender: String) throws {
        #expect(try numerals(chords, key) == expected)
        let borrowed = try readings(chords, key)[1]
        #expect(borrowed.role == .borrowed)
        #expect(borrowed.borrowedFrom == lender)
    }

    @Test func `the augmented sixth has its bass on the lowered sixth and goes to the dominant`() throws {
        #expect(try numerals("C:maj Ab:7 G:maj", "C major") == "I Ger65 V")
        #expect(try numerals("C:min Ab:7 C:min/5 G:7", "C minor") == "i Ger65 i64 V7")
        #expect(try numerals("C:maj Ab:7/3 G:maj", "C major") == "I bVI65 V")
        #expect(try numerals("C:maj Ab:7 F:maj", "C major") == "I bVI7 IV")
        #expect(try numerals("C:maj Ab:maj G:maj", "C major") == "I bVI V")
        #expect(try readings("C:maj Ab:7 G:maj", "C major")[1].function == .subdominant)
        #expect(try readings("C:maj Ab:7 G:maj", "C major")[1].role == .chromatic)
    }

    @Test func `the tritone substitute goes a semitone down to the tonic`() throws {
        #expect(try numerals("D:min7 Db:7 C:maj7", "C major") == "ii7 subV7 Imaj7")
        #expect(try numerals("D:min7 Db:7 F:maj", "C major") == "ii7 bII7 IV")
        #expect(try readings("D:min7 Db:7 C:maj7", "C major")[1].function == .dominantSub)
    }

    @Test func `the cadential six-four is a dominant`() throws {
        let cadence = try readings("F:maj C:maj/5 .G:7 C:maj", "C major")
        #expect(cadence.map(\.numeral.text) == ["IV", "I64", "V7", "I"])
        #expect(cadence.map(\.function) == [.subdominant, .dominant, .dominant, .tonic])
        // Passing: on a weaker beat than the dominant, or with no dominant after it.
        #expect(try readings("F:maj .C:maj/5 G:7 C:maj", "C major")[1].function == .tonic)
        #expect(try readings("F:maj C:maj/5 F:maj C:maj", "C major")[1].function == .tonic)
        #expect(try readings("F:min C:min/5 .G:7 C:min", "C minor")[1].function == .dominant)
    }

    @Test(arguments: [
        ("C:maj", "C major", HarmonicFunction.tonic), ("A:min", "C major", .tonicSub), ("E:min", "C major", .tonicSub),
        ("Ab:maj", "C major", .tonicSub), ("F:maj", "C major", .subdominant), ("F:min", "C major", .subdominant),
        ("D:min", "C major", .subdominantSub), ("D:dim", "C major", .subdominantSub),
        ("Db:maj", "C major", .subdominant),
        ("G:7", "C major", .dominant), ("G:min", "C major", .dominantSub), ("B:dim", "C major", .dominantSub),
        ("Bb:maj C:maj", "C major", .dominantSub), ("Bb:maj F:maj", "C major", .subdominantSub),
        ("Bb:maj G:maj", "C major", .mixture), ("F#:min", "C major", .other), ("C:min", "C minor", .tonic),
        ("Eb:maj", "C minor", .tonicSub), ("Ab:maj", "C minor", .tonicSub), ("Eb:aug", "C minor", .dominantSub),
        ("Bb:maj", "C minor", .dominantSub), ("G:min", "C minor", .dominantSub), ("G:maj", "C minor", .dominant),
        ("B:dim7", "C minor", .dominantSub), ("F:min", "C minor", .subdominant), ("D:dim", "C minor", .subdominantSub),
        ("D:7", "C major", .applied), ("C#:dim7 G:maj", "C major", .dominant),
    ])
    func `chords have a function`(chords: String, key: String, function: HarmonicFunction) throws {
        #expect(try readings(chords, key).first?.function == function)
    }

    @Test func `chords are read in their own keys across a change of key`() throws {
        let first = try #require(Key("C major"))
        let second = try #require(Key("D major"))
        let chords = try ["C:maj", "A:7", "D:maj", "A:7", "D:maj"].map { try #require(ChordLabel(harte: $0)?.chord) }
        let keys = [first, first, second, second, second]
        let readings = RomanNumeralAnalysis.readings(of: zip(chords, keys).map { KeyedChord(chord: $0, key: $1) })
        #expect(readings.map(\.numeral.text) == ["I", "V7/ii", "I", "V7", "I"])
    }

    @Test func `readings do not depend on the key's place`() throws {
        let chords = "C:maj A:7/3 D:min7 Db:7 C:maj/5 .G:7 Ab:maj Bb:maj B:dim7 C:maj".split(separator: " ")
        let expected = try numerals(chords.joined(separator: " "), "C major")
        for key in Key.all where key.mode == .major {
            let keyed = try chords.map { label in
                let isWeak = label.first == "."
                let chord = try #require(ChordLabel(harte: isWeak ? label.dropFirst() : label)?.chord)
                let moved = Chord(
                    root: PitchSpelling(fifths: chord.root.fifths + key.tonicSpelling.fifths), quality: chord.quality,
                    bass: PitchSpelling(fifths: chord.bass.fifths + key.tonicSpelling.fifths))
                return KeyedChord(chord: moved, key: key, metricalStrength: isWeak ? 0.5 : 1)
            }
            let text = RomanNumeralAnalysis.readings(of: keyed).map(\.numeral.text).joined(separator: " ")
            #expect(text == expected, "\(key.name)")
        }
    }

    @Test func `no chords have no readings`() {
        #expect(RomanNumeralAnalysis.readings(of: []).isEmpty)
    }
}
