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
        words[min(words.count - 1, max(0, Int(value * Double(words.count))))]
    }
}
