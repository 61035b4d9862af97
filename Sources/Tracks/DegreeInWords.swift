/// Words for figures between 0 and 1, so that a reader need not know each scale.
public enum DegreeInWords {
    /// "very low" ... "very high".
    public static func confidence(_ value: Double) -> String {
        word(value, ["very low", "low", "moderate", "high", "very high"])
    }

    /// "absent" ... "throughout".
    public static func activity(_ value: Double) -> String {
        value < 0.01 ? "absent" : word(value, ["rare", "occasional", "about half", "most of the time", "throughout"])
    }

    private static func word(_ value: Double, _ words: [String]) -> String {
        // A file edited by hand may say anything, which must not end the program.
        words[Int(min(Double(words.count - 1), max(0, (value.isNaN ? 0 : value) * Double(words.count))))]
    }
}
