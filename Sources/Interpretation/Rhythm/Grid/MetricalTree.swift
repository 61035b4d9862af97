import MusicTheory

/// A bar divided level by level, and how strong each of its positions is by the level that first reaches it.
///
/// The weights are those of Longuet-Higgins & Lee (The Rhythmic Interpretation of Monophonic Music, Music Perception
/// 1984), which order the positions as the metrical structure of Lerdahl & Jackendoff (A Generative Theory of Tonal
/// Music, 1983) does: 0 for the bar's beginning, one less for each level below.
struct MetricalTree: Sendable, Equatable {
    /// Into how many parts each level divides the one above, from the bar down.
    let divisions: [Int]
    /// Weight of each position of the lowest level.
    let weights: [Int]

    /// A tree of these divisions.
    init(divisions: [Int]) {
        precondition(divisions.allSatisfy { $0 >= 1 })
        self.divisions = divisions.filter { $0 > 1 }
        var weights = [0]
        for (level, division) in self.divisions.enumerated() {
            weights = weights.flatMap { [$0] + Array(repeating: -level - 1, count: division - 1) }
        }
        self.weights = weights
    }

    /// A bar of some beats, each divided as the meter divides it; primes are not divided into groups of beats.
    init(beatCount: Int, beatDivisions: [Int]) {
        self.init(divisions: MetricalTree.primeFactors(max(1, beatCount)) + beatDivisions)
    }

    /// Sixteenths in the beat, level by level: 2 and 2, in compound meters 3 and 2, and 2 where eighths are the beats.
    static func beatDivisions(of meter: Meter?) -> [Int] {
        guard let meter else { return [2, 2] }
        if meter.isCompound { return [3, 2] }
        return meter.denominator >= 8 ? [2] : [2, 2]
    }

    /// Number of positions of the lowest level.
    var positionCount: Int { weights.count }

    /// Weight of the weakest position.
    var lowestWeight: Int { -divisions.count }

    private static func primeFactors(_ number: Int) -> [Int] {
        var (rest, factors, candidate) = (number, [Int](), 2)
        while candidate * candidate <= rest {
            while rest % candidate == 0 {
                factors.append(candidate)
                rest /= candidate
            }
            candidate += 1
        }
        return rest > 1 ? factors + [rest] : factors
    }
}
