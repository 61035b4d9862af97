/// Toussaint's off-beatness (Mathematical Features for Recognizing Preference in Sub-Saharan African Traditional Rhythm
/// Timelines, ICAPR 2005): notes on positions that no division of the cycle into equal parts of more than one step
/// reaches.
enum OffBeatness {
    /// Number of such notes in a cycle: positions that have no divisor in common with the cycle's length.
    static func count(in pattern: [Bool]) -> Int {
        pattern.indices.count { pattern[$0] && $0 > 0 && greatestCommonDivisor($0, pattern.count) == 1 }
    }

    static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}
