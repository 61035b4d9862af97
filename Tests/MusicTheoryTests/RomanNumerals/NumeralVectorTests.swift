import MusicTheory
import Testing

/// Chords without context, in all keys, against music21 and the listed conventions.
@Suite struct NumeralVectorTests {
    private struct File: Decodable {
        struct Group: Decodable {
            let mode: String
            let quality: String
            let inversion: Int
            let music21: String
            let expected: String
            let conventions: [String]
        }
        let conventions: [String: String]
        let roots: String
        let vectors: [Group]
    }

    @Test func `every chord has its numeral in every key`() throws {
        let file = try GoldenFiles.json("roman-numerals.json", as: File.self)
        let roots = file.roots.split(separator: " ").compactMap { ScaleDegree($0) }
        var count = 0
        var agreeing = 0
        for group in file.vectors {
            let quality = try #require(ChordQuality(rawValue: group.quality))
            let expected = group.expected.split(separator: " ").map(String.init)
            let references = group.music21.split(separator: " ").map(String.init)
            for key in Key.all where key.mode.rawValue == group.mode {
                for (index, root) in roots.enumerated() {
                    let chord = try chord(quality, on: root, inversion: group.inversion, in: key)
                    let reading = try #require(
                        RomanNumeralAnalysis.readings(of: [KeyedChord(chord: chord, key: key)]).first)
                    let numeral = reading.numeral
                    #expect(numeral.text == expected[index], "\(chord.harte) in \(key.name)")
                    #expect(soundsLike(numeral, chord, in: key), "\(numeral) for \(chord.harte) in \(key.name)")
                    // Where the reference differs, a listed convention says why.
                    if numeral.text != references[index] {
                        let named = group.conventions[index].split(separator: "+").map(String.init)
                        #expect(!named.isEmpty && named.allSatisfy { file.conventions[$0] != nil }, "\(numeral)")
                    } else {
                        agreeing += 1
                    }
                    count += 1
                }
            }
        }
        #expect(count == 24 * 12 * 52)
        #expect(agreeing > count / 2)
    }

    private func chord(_ quality: ChordQuality, on degree: ScaleDegree, inversion: Int, in key: Key) throws -> Chord {
        let root = degree.spelling(above: key.tonicSpelling)
        let shorthand = try #require(HarteShorthand(rawValue: quality.rawValue))
        let bass = try #require(shorthand.degrees.first { $0.semitones == quality.intervals[inversion] })
        return Chord(root: root, quality: quality, bass: bass.spelling(above: root))
    }

    private func soundsLike(_ numeral: RomanNumeral, _ chord: Chord, in key: Key) -> Bool {
        let other = numeral.chord(in: key)
        return Set(other.pitchClasses) == Set(chord.pitchClasses)
            && (chord.quality == .power || other.bass.pitchClass == chord.bass.pitchClass)
    }
}
