internal import Tracks

/// A colour for each letter of a form, in the order in which the letters come; the letter is always written as well.
struct LetterColours: Sendable {
    private static let count = 6
    private var places: [String: Int] = [:]

    init(_ sections: [Section]) {
        for section in sections where places[section.letter] == nil { places[section.letter] = places.count }
    }

    /// Name of the style rule.
    func style(of letter: String) -> String { "letter-\((places[letter] ?? 0) % Self.count)" }
}
