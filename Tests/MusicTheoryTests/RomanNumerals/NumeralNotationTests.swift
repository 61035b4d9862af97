import MusicTheory
import Testing

@Suite struct NumeralNotationTests {
    @Test func `typical numerals are printed in their normal form and read as music21 reads them`() throws {
        let tokens = try NumeralToken.read(GoldenFiles.path("numeral-tokens.tsv"))
        #expect(tokens.count > 290)
        var compared = 0
        for token in tokens {
            #expect(token.isPrintedNormally, "\(token.text): \(RomanNumeral(token.text)?.text ?? "-")")
            guard let agrees = token.agreesWithReference else { continue }
            #expect(agrees, "\(token.text): \(token.reference ?? [])")
            compared += 1
        }
        #expect(compared > 250)
    }

    @Test(arguments: [
        ("V6/5/V", "V65/V"), ("vii°7", "viio7"), ("ii/o4/3", "iiø43"), ("♭VI", "bVI"), ("-VII", "bVII"),
        ("IVM7", "IVmaj7"), ("Cad64", "I64"), ("Ger", "Ger65"), ("Ger6", "Ger65"), ("Fr", "Fr43"), ("It", "It6"),
        ("N6", "N6"), ("III6+", "III+6"), ("iii+", "III+"), ("V2", "V42"), ("I[add6]", "Iadd6"),
        ("V7(add9)", "V7[add9]"), ("V[no3no5]", "V[no3][no5]"), ("viiø", "viiø7"), ("viiø6", "viiø65"),
        ("V54", "Vsus4"), ("subV7", "subV7"), ("subV7/ii", "subV7/ii"), ("i5", "i5"), ("V9sus4", "V9sus4"),
        ("Vb9", "V9[b9]"), ("Ib7", "I7"), ("IVmaj6/5", "IVmaj65"), ("bVI+", "bVI+"), ("V7/V/ii", "V7/V/ii"),
    ])
    func `numerals are printed in their normal form`(text: String, printed: String) {
        #expect(RomanNumeral(text)?.text == printed)
    }

    @Test(arguments: [
        "", "/", "V/", "VIII", "iV", "IIII", "X", "V99", "b", "#", "V7/x", "Vsus3", "V[", "V[]", "V[add]", "V[add99]",
        "bN", "Ger9", "V//V", "Cad", "Cad6", "N/", "V64/5", "vi o", " V", "V ", "Nsus4",
    ])
    func `what is no numeral is refused`(text: String) {
        #expect(RomanNumeral(text) == nil)
    }

    @Test func `long texts are refused`() {
        #expect(RomanNumeral(String(repeating: "V/", count: 100_000) + "V") == nil)
    }

    @Test func `whatever is read is printed so that it reads the same`() {
        let pieces = [
            "I", "V", "i", "v", "b", "#", "/", "o", "ø", "+", "maj", "M", "6", "4", "7", "5", "2", "9", "1", "3",
            "sus4", "add",
            "no", "[", "]", "(", ")", "N", "Ger", "It", "Fr", "Cad", "subV", "d", "°", "-", " ", "٣", "Ⅳ",
        ]
        var state: UInt64 = 1
        var read = 0
        for _ in 0..<100_000 {
            var text = ""
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            for _ in 0..<(1 + Int(state >> 60) % 6) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            guard let numeral = RomanNumeral(text) else { continue }
            read += 1
            #expect(RomanNumeral(numeral.text) == numeral, "\(text): \(numeral.text)")
            #expect(RomanNumeral(numeral.rootPositionText) != nil, "\(text): \(numeral.rootPositionText)")
        }
        #expect(read > 1_000)
    }

    @Test(arguments: [
        ("V65/V", "V7/V"), ("I64", "I"), ("N6", "N"), ("Ger65", "Ger"), ("viiø43/vi", "viiø7/vi"),
        ("IVmaj42", "IVmaj7"),
        ("V9", "V9"), ("i5", "i5"), ("I6[add6]", "Iadd6"), ("V42[no5]", "V7[no5]"), ("subV43", "subV7"),
        ("V64sus4", "Vsus4"),
    ])
    func `numerals lose their inversion in root position`(text: String, root: String) {
        #expect(RomanNumeral(text)?.rootPositionText == root)
    }

    @Test func `numerals of every shape read back as themselves`() {
        for degree in 1...7 {
            for quality in ChordQuality.allCases {
                for inversion in 0..<max(1, quality == .power ? 1 : min(4, quality.intervals.count)) {
                    for alteration in -1...1 {
                        // An added sixth in the bass has no figure: it is a seventh chord on the sixth.
                        if inversion == 3, quality == .majorSixth || quality == .minorSixth { continue }
                        for applied in [nil, RomanNumeral("V"), RomanNumeral("bVI"), RomanNumeral("V7/ii")] {
                            let numeral = RomanNumeral(
                                degree: degree, alteration: alteration, quality: quality, inversion: inversion,
                                applied: applied)
                            #expect(RomanNumeral(numeral.text) == numeral, "\(numeral.text)")
                            #expect(numeral.quality == quality)
                            #expect(numeral.applied == applied)
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: [
        ("V7/V", "C major", "D:7"), ("V65/V", "C major", "D:7/3"), ("viio7/ii", "C major", "C#:dim7"),
        ("bVI", "C major", "Ab:maj"), ("N6", "E minor", "F:maj/3"), ("VI", "C minor", "Ab:maj"),
        ("viio7", "C minor", "B:dim7"), ("VII", "C minor", "Bb:maj"), ("iiø65", "A minor", "B:hdim7/b3"),
        ("V7/V/ii", "C major", "E:7"), ("Ger65", "C major", "Ab:7"), ("subV7", "C major", "Db:7"),
        ("V/bVI", "C major", "Eb:maj"), ("V/iv", "A minor", "A:maj"), ("#vio", "C minor", "A:dim"),
        ("Iadd6", "F major", "F:maj6"), ("V9", "G major", "D:7"), ("I64", "D major", "D:maj/5"),
        ("iv42", "E minor", "A:min7/b7"), ("III+6", "A minor", "C:aug/3"), ("viio", "F# minor", "E#:dim"),
    ])
    func `numerals stand for chords`(text: String, key: String, harte: String) throws {
        let numeral = try #require(RomanNumeral(text))
        #expect(numeral.chord(in: try #require(Key(key))).harte == harte)
    }
}
