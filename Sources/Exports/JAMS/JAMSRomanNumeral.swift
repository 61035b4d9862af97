/// A roman numeral in the spelling of JAMS' namespace `chord_roman`: an accidental, the numeral, one sign of
/// o (diminished), h (half-diminished), + (augmented), s (suspended), d (dominant) or x, two figures at most, and "/"
/// with the numeral that it is applied to.
enum JAMSRomanNumeral {
    /// The numeral, without what the namespace cannot say; `nil` where that is all of it (augmented sixths).
    static func text(_ roman: String) -> String? {
        let parts = roman.split(separator: "/", omittingEmptySubsequences: true)
        guard let head = parts.first, let numeral = degree(head) else { return nil }
        let text = numeral + figures(head)
        guard parts.count > 1 else { return text }
        // Of "V/V/ii" the namespace has room for the first step only.
        return degree(parts[1]).map { "\(text)/\($0)" }
    }

    private static func figures(_ part: Substring) -> String {
        let rest = part.drop { $0 == "b" || $0 == "#" }.drop { "iIvV".contains($0) }
        if rest.contains("sus") { return "s" }
        let sign = rest.contains("ø") ? "h" : rest.contains("o") || rest.contains("°") ? "o" : ""
        // Figures in order, without alterations in brackets: "65", "7", "42".
        let figures = rest.prefix { $0 != "(" && $0 != "[" }.filter { ("0"..."9").contains($0) }
        return (rest.contains("+") ? "+" : sign) + figures.prefix(2)
    }

    private static func degree(_ part: Substring) -> String? {
        let accidentals = part.prefix { $0 == "b" || $0 == "#" }
        let letters = part.dropFirst(accidentals.count).prefix { "iIvV".contains($0) }
        guard degrees.contains(letters.lowercased()), letters == letters.lowercased() || letters == letters.uppercased()
        else { return nil }
        return String(accidentals.prefix(1)) + letters
    }

    private static let degrees: Set<String> = ["i", "ii", "iii", "iv", "v", "vi", "vii"]
}
