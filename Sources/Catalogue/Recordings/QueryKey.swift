/// Keys as people write them in a query: `"A minor"`, `Am`, `f#m`, `Bb`, `"bb major"`.
enum QueryKey {
    static func condition(_ text: String) -> QueryCondition {
        guard let (tonic, mode) = parts(text) else {
            return QueryCondition(sql: "key = ? COLLATE NOCASE", values: [text])
        }
        guard let mode else {
            return QueryCondition(sql: "key IN (?, ?)", values: ["\(tonic) major", "\(tonic) minor"])
        }
        return QueryCondition(sql: "key = ?", values: ["\(tonic) \(mode)"])
    }

    /// The tonic as the catalogue spells it, and "major", "minor" or nothing; `nil` for what is neither.
    private static func parts(_ text: String) -> (tonic: String, mode: String?)? {
        var rest = Substring(text)
        guard let letter = rest.popFirst()?.uppercased(), "ABCDEFG".contains(letter) else { return nil }
        var tonic = letter
        if let accidental = rest.first, let spelling = ["#": "#", "♯": "#", "b": "b", "♭": "b"][accidental] {
            tonic += spelling
            rest.removeFirst()
        }
        let mode = rest.filter { !$0.isWhitespace }
        if mode.isEmpty { return (tonic, nil) }
        if mode == "M" || ["maj", "major"].contains(mode.lowercased()) { return (tonic, "major") }
        if ["m", "min", "minor"].contains(mode.lowercased()) { return (tonic, "minor") }
        return nil
    }
}
