internal import MusicTheory

/// Keys as people write them.
enum KeyName {
    /// The name, as the sidecar has it, of the key that is meant by "A minor", "Am", "a min", "F#m", "F sharp minor",
    /// "Bb", "B♭ major" or "A:min"; `nil` where that is no key.
    static func canonical(_ text: String) -> String? {
        var rest = Substring(text.filter { !$0.isWhitespace && $0 != "_" && $0 != "-" && $0 != ":" })
        guard let letter = rest.popFirst(), let natural = PitchSpelling(letter.uppercased()) else { return nil }
        var tonic = natural
        for (sign, fifths) in [("#", 7), ("♯", 7), ("sharp", 7), ("b", -7), ("♭", -7), ("flat", -7)]
        where rest.lowercased().hasPrefix(sign) {
            rest = rest.dropFirst(sign.count)
            tonic = PitchSpelling(fifths: natural.fifths + fifths)
            break
        }
        return mode(rest).map { Key(tonic: tonic.pitchClass, mode: $0).name }
    }

    private static func mode(_ text: Substring) -> Mode? {
        // Of the abbreviations the case of the letter alone tells one from the other.
        if text.isEmpty || text == "M" { return .major }
        return switch text.lowercased() {
        case "maj", "major", "dur": .major
        case "m", "min", "minor", "moll": .minor
        default: nil
        }
    }
}
