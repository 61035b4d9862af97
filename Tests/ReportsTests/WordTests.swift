import MusicTheory
import Testing
import Tracks

@testable import Reports

@Suite struct WordTests {
    @Test(arguments: [
        (0.0, 1, "0.0"), (-0.04, 1, "0.0"), (-0.05, 1, "−0.1"), (12.345, 2, "12.35"), (99.99, 1, "100.0"), (7, 0, "7"),
        (.nan, 1, "–"), (.infinity, 0, "–"), (1e13, 1, "–"), (1.005e3, 3, "1005.000"),
    ]) func `numbers are rounded and signed`(value: Double, places: Int, text: String) {
        #expect(NumberText.decimal(value, places) == text)
    }

    @Test func `numbers are as short as they can be`() {
        #expect(NumberText.short(120.04, 1) == "120" && NumberText.short(83.75, 1) == "83.8")
        #expect(NumberText.coordinate(12.04) == "12" && NumberText.coordinate(-0.06) == "-0.1")
        #expect(NumberText.coordinate(.nan) == "0" && NumberText.coordinate(1e300) == "1000000")
    }

    @Test(arguments: [(0.0, "0:00"), (59.6, "1:00"), (245, "4:05"), (3845, "1:04:05"), (-3, "0:00"), (.nan, "–")])
    func `times are minutes and seconds`(seconds: Double, text: String) {
        #expect(NumberText.time(seconds) == text)
    }

    @Test(arguments: [(0.0, "0 %"), (0.004, "< 1 %"), (0.005, "1 %"), (0.456, "46 %"), (1, "100 %")])
    func `shares are in per cent`(share: Double, text: String) { #expect(NumberText.percent(share) == text) }

    @Test(arguments: [
        ("C", "maj", "C", "C"), ("A", "min7", "C", "Am7/C"), ("Bb", "hdim7", "Bb", "B♭m7♭5"),
        ("F#", "dim7", "F#", "F♯dim7"),
        ("Eb", "maj7", "Bb", "E♭maj7/B♭"), ("G", "sus4", "G", "Gsus4"), ("D", "odd", "D", "D(odd)"),
        ("C", "aug", "C", "C+"),
        ("C", "minmaj7", "C", "Cm(maj7)"),
    ]) func `chords are written as symbols`(root: String, quality: String, bass: String, symbol: String) {
        let chord = ChordSpan(
            startSeconds: 0, endSeconds: 1, startBeat: nil, endBeat: nil, label: "x", root: root, quality: quality,
            bass: bass, confidence: 1)
        #expect(ChordSymbol.text(of: chord) == symbol)
    }

    @Test func `every quality of the vocabulary has a suffix`() {
        for quality in ChordQuality.allCases {
            let chord = ChordSpan(
                startSeconds: 0, endSeconds: 1, startBeat: nil, endBeat: nil, label: "x", root: "C",
                quality: quality.rawValue, bass: "C", confidence: 1)
            #expect(!ChordSymbol.text(of: chord).contains("(\(quality.rawValue))"))
        }
    }

    @Test(arguments: [
        ("I", "I"), ("bVI", "♭VI"), ("V65/V", "V⁶₅/V"), ("ii6", "ii⁶"), ("I64", "I⁶₄"), ("V42", "V⁴₂"), ("V43", "V⁴₃"),
        ("viiø7", "viiø⁷"), ("IVmaj7", "IVmaj⁷"), ("Vsus4", "Vsus4"), ("Iadd6", "Iadd6"), ("subV7", "subV⁷"),
        ("#vi°", "♯vi°"), ("V7/bVII", "V⁷/♭VII"), ("Ger65", "Ger⁶₅"), ("bII6", "♭II⁶"), ("", ""),
    ]) func `numerals are written with figures and accidentals`(text: String, written: String) {
        #expect(ChordSymbol.numeral(text) == written)
    }

    @Test(arguments: [
        ("C major", "8B"), ("A minor", "8A"), ("G major", "9B"), ("F major", "7B"), ("E minor", "9A"),
        ("Db major", "3B"),
        ("F# minor", "11A"), ("Ab minor", "1A"), ("B major", "1B"), ("E major", "12B"),
    ]) func `keys have their Camelot code`(name: String, code: String) throws {
        #expect(Camelot.code(of: try #require(Key(name))) == code)
    }

    @Test func `the nearest reason is given`() {
        let absence = Absence(warnings: [
            Warning(field: "music_theory.harmonic", reason: "far"), Warning(field: "cadences", reason: "near"),
        ])
        #expect(absence.reason(for: "music_theory.harmonic.cadences") == "near")
        #expect(absence.reason(for: "music_theory.harmonic.patterns") == "far")
        #expect(absence.reason(for: "music_theory.rhythmic.swing_ratio") == nil)
    }
}
