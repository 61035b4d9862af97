internal import Tracks

/// Chords and numerals as musicians write them.
enum ChordSymbol {
    /// Harte's shorthand, and what stands behind the root in a chord symbol.
    private static let suffixes: [String: String] = [
        "maj": "", "min": "m", "7": "7", "maj7": "maj7", "min7": "m7", "dim": "dim", "aug": "+", "sus4": "sus4",
        "sus2": "sus2", "hdim7": "m7♭5", "dim7": "dim7", "maj6": "6", "min6": "m6", "minmaj7": "m(maj7)", "5": "5",
        "9": "9", "maj9": "maj9", "min9": "m9", "11": "11", "maj11": "maj11", "min11": "m11", "13": "13",
        "maj13": "maj13", "min13": "m13", "aug7": "+7", "1": "1",
    ]

    /// "Am7/C" for "A:min7/b3", "N.C." for no chord; a label that says something else stays as it is.
    static func text(of chord: ChordSpan) -> String {
        guard let root = chord.root, let quality = chord.quality else {
            return chord.label == "N" ? "N.C." : chord.label
        }
        let bass = chord.bass.flatMap { $0 == root ? nil : "/" + pitch($0) } ?? ""
        return pitch(root) + (suffixes[quality] ?? "(\(quality))") + bass
    }

    /// "E♭" for "Eb".
    static func pitch(_ name: String) -> String {
        guard let letter = name.first else { return name }
        let accidentals = name.dropFirst().map { $0 == "b" ? "♭" : $0 == "#" ? "♯" : $0 }
        return String(letter) + String(accidentals)
    }

    /// "E♭ major" for "Eb major".
    static func key(_ name: String) -> String {
        guard let space = name.firstIndex(of: " ") else { return pitch(name) }
        return pitch(String(name[..<space])) + name[space...]
    }

    /// "♭VI", "V⁶₅/V" for "bVI", "V65/V".
    static func numeral(_ text: String) -> String {
        var result = ""
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            let previous = index > 0 ? characters[index - 1] : "/"
            let next = index + 1 < characters.count ? characters[index + 1] : "/"
            switch character {
            case "b" where !previous.isLetter && "bIViv".contains(next): result += "♭"
            case "#": result += "♯"
            case "0"..."9":
                // "sus4" and "add6" name notes; other digits are figures, upper over lower.
                let isNote = ["s", "d"].contains(previous)
                let isLower = previous.isNumber && "23456".contains(character)
                result.append(isNote ? character : isLower ? lower(character) : upper(character))
            default: result.append(character)
            }
        }
        return result
    }

    private static func upper(_ digit: Character) -> Character {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return digit.wholeNumberValue.map { digits[$0] } ?? digit
    }

    private static func lower(_ digit: Character) -> Character {
        let digits = Array("₀₁₂₃₄₅₆₇₈₉")
        return digit.wholeNumberValue.map { digits[$0] } ?? digit
    }
}
