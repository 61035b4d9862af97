/// The name of a pitch without its octave, such as "Eb", as a place on the line of fifths
/// (... Bb F C G D A E B F# ...; Temperley, The Cognition of Basic Musical Structures, 2001, chapter 5).
public struct PitchSpelling: Hashable, Sendable {
    /// Fifths above C: F is -1, C 0, G 1, F# 6.
    public let fifths: Int

    /// The spelling `fifths` fifths above C.
    public init(fifths: Int) { self.fifths = fifths }

    /// A letter "A"..."G" with any number of "#" or "b" (not both).
    public init?(_ name: some StringProtocol) {
        guard let letter = name.first, let place = PitchSpelling.letters.firstIndex(of: letter) else { return nil }
        let accidentals = name.dropFirst()
        guard accidentals.count <= 4 else { return nil }
        if accidentals.allSatisfy({ $0 == "#" }) {
            fifths = place - 1 + 7 * accidentals.count
        } else if accidentals.allSatisfy({ $0 == "b" }) {
            fifths = place - 1 - 7 * accidentals.count
        } else {
            return nil
        }
    }

    /// The spelling of `pitchClass` among the twelve that begin with `lowestFifths` on the line of fifths.
    public init(_ pitchClass: PitchClass, lowestFifths: Int) {
        // Seven is its own inverse modulo twelve: pitch class = 7 * fifths.
        let steps = PitchClass(pitchClass.semitone * 7 - lowestFifths).semitone
        fifths = lowestFifths + steps
    }

    private static let letters: [Character] = ["F", "C", "G", "D", "A", "E", "B"]

    /// The pitch class that is spelt.
    public var pitchClass: PitchClass { PitchClass(fifths * 7) }

    /// "C", "F#", "Bb", ...
    public var name: String {
        let place = ((fifths + 1) % 7 + 7) % 7
        let accidentals = (fifths + 1 - place) / 7
        let suffix = String(repeating: accidentals < 0 ? "b" : "#", count: abs(accidentals))
        return String(PitchSpelling.letters[place]) + suffix
    }
}
