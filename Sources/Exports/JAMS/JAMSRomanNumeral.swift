internal import MusicTheory

/// A roman numeral in the spelling of JAMS' namespace `chord_roman`: an accidental, the numeral, one sign of
/// o (diminished), h (half-diminished), + (augmented), s (suspended), d (dominant) or x, two figures at most, and "/"
/// with the numeral that it is applied to.
enum JAMSRomanNumeral {
    /// The numeral, without what the namespace cannot say (a second accidental, added notes, the size of a seventh);
    /// `nil` where that is all of it, as for chords with a name of their own.
    static func text(_ roman: String) -> String? {
        guard let numeral = RomanNumeral(roman), let root = degree(numeral) else { return nil }
        let text = root + signAndFigures(numeral)
        guard let applied = numeral.applied else { return text }
        // Of "V/V/ii" the namespace has room for the first step only.
        return degree(applied).map { "\(text)/\($0)" }
    }

    private static func signAndFigures(_ numeral: RomanNumeral) -> String {
        switch numeral.triad {
        case .suspendedFourth, .suspendedSecond: "s"
        case .power: "5"
        case .augmented: "+" + numeral.figures
        case .diminished: (numeral.seventh == .minor ? "h" : "o") + numeral.figures
        case .major, .minor: numeral.figures
        }
    }

    private static func degree(_ numeral: RomanNumeral) -> String? {
        guard numeral.name == nil else { return nil }
        // One accidental is all that the namespace has.
        return String(numeral.rootText.dropFirst(max(0, abs(numeral.alteration) - 1)))
    }
}
