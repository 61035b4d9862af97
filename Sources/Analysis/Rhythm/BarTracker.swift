import Glibc

/// Places bars over beats: which beats begin a bar, and how many beats a bar has.
struct BarTracker {
    /// Evidence per beat that a bar begins there, standardised over the song.
    let evidence: [Double]

    /// Where the bars are.
    struct Bars {
        var beatsPerBar = 4
        /// Position in the bar by beat, from 0.
        var positions: [Int] = []
        /// Of the number of beats in a bar, 0...1.
        var confidence = 0.0
        /// Mean evidence at the downbeats in units of its chance deviation: the same evidence in a random order reaches
        /// 2 in one of twenty songs.
        var significance = 0.0
    }

    /// Mean of `evidence` on downbeats, in standard deviations: what the model expects.
    private static let contrast = 1.3
    /// Logarithm of how much rarer other meters are than 4/4 (98 of 100 songs), in beats' worth of evidence.
    private static let penalties = [4: 0.0, 3: 4, 2: 10]
    /// The price of a bar that is too short.
    private static let irregularBarPrice = 9.0

    /// The most likely bars: a hidden Markov model of the position in the bar, one per meter.
    func bars() -> Bars {
        guard evidence.count >= 8 else {
            return Bars(beatsPerBar: 4, positions: evidence.indices.map { $0 % 4 }, confidence: 0)
        }
        let decoded = [4, 3, 2].map { meter in (meter, decode(beatsPerBar: meter)) }
        let scored = decoded.map { meter, result in (meter, result, result.score - (BarTracker.penalties[meter] ?? 0)) }
        let best = scored.reduce(scored[0]) { $1.2 > $0.2 ? $1 : $0 }
        let rivals = scored.filter { $0.0 != best.0 }.map { $0.2 }
        // Beats are not independent witnesses: eight of them count as one.
        let margin = (best.2 - (rivals.max() ?? best.2)) / 8
        let downbeats = evidence.indices.filter { best.1.positions[$0] == 0 }
        let sum = downbeats.reduce(0) { $0 + evidence[$1] }
        let significance = sum / Double(max(1, downbeats.count)).squareRoot()
        return Bars(
            beatsPerBar: best.0, positions: best.1.positions,
            confidence: (1 - exp(-max(0, significance) / 3)) / (1 + exp(-margin)), significance: significance)
    }

    private func decode(beatsPerBar: Int) -> (score: Double, positions: [Int]) {
        let count = evidence.count
        var scores = [Double](repeating: 0, count: beatsPerBar)
        var previous = [Int](repeating: 0, count: count * beatsPerBar)
        for beat in 0..<count {
            var next = [Double](repeating: 0, count: beatsPerBar)
            for position in 0..<beatsPerBar {
                var from = (position + beatsPerBar - 1) % beatsPerBar
                var score = beat == 0 ? 0 : scores[from]
                if position == 0, beat > 0 {
                    for other in 0..<beatsPerBar where scores[other] - BarTracker.irregularBarPrice > score {
                        score = scores[other] - BarTracker.irregularBarPrice
                        from = other
                    }
                }
                previous[beat * beatsPerBar + position] = from
                next[position] = score + observation(beat, position, beatsPerBar)
            }
            scores = next
        }
        var position = scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
        let score = scores[position]
        var positions = [Int](repeating: 0, count: count)
        for beat in stride(from: count - 1, through: 0, by: -1) {
            positions[beat] = position
            position = previous[beat * beatsPerBar + position]
        }
        return (score, positions)
    }

    /// Log-likelihood ratio of downbeat against other beat for two normal distributions of unit variance.
    private func observation(_ beat: Int, _ position: Int, _ beatsPerBar: Int) -> Double {
        let ratio = BarTracker.contrast * (evidence[beat] - BarTracker.contrast / 2)
        if position == 0 { return ratio }
        // The middle of a bar of four is often accented too.
        if beatsPerBar == 4, position == 2 { return log(0.6 + 0.4 * exp(ratio)) }
        return 0
    }
}
