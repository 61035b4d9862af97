import Glibc

/// How usual the lengths of sections are, in bars and beside the song's length.
enum SectionLengths {
    static let featureCount = 13
    /// Longer sections are not looked for.
    static let longest = 48
    /// Sections that a song has, roughly.
    private static let usualCount: Float = 9

    /// What the model knows of a section of so many bars in a song of so many.
    static func features(bars: Int, songBars: Int, isLast: Bool) -> [Float] {
        let expected = min(10, max(3.5, Float(songBars) / usualCount))
        let ratio = max(-2.5, min(2.5, log2f(Float(max(1, bars)) / expected)))
        // The last section's end is cut off or rings on.
        let regular: Float = isLast ? 0 : 1
        return [
            bars <= 1 ? 1 : 0, bars == 2 ? 1 : 0, bars == 3 ? 1 : 0, bars == 4 ? 1 : 0,
            bars % 2 == 0 ? regular : 0, bars % 4 == 0 ? regular : 0, bars % 8 == 0 ? regular : 0,
            bars == 16 || bars == 32 ? regular : 0, bars == 12 ? regular : 0,
            ratio, ratio * ratio, ratio * ratio * ratio, isLast ? 1 : 0,
        ]
    }
}
