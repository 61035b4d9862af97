import Glibc
import Testing

@testable import Analysis

@Suite struct SectionLatticeTests {
    private static let rows = 9
    private var lineScores: [Float] {
        var noise = Noise(seed: 3)
        return (1..<Self.rows).map { _ in 2 * noise.next() }
    }
    private var weights: [Float] {
        var noise = Noise(seed: 4)
        return (0..<SectionLengths.featureCount).map { _ in noise.next() }
    }

    /// Every division of the rows and its score.
    private func divisions() -> [(starts: [Int], score: Double)] {
        let (lines, weights) = (lineScores, weights)
        return (0..<1 << (Self.rows - 1)).map { mask in
            let starts = [0] + (1..<Self.rows).filter { mask >> ($0 - 1) & 1 == 1 }
            var score = 0.0
            for (start, end) in zip(starts, starts.dropFirst() + [Self.rows]) {
                let own = start == 0 && end > 1 ? end - 1 : end - start
                let features = SectionLengths.features(bars: own, songBars: Self.rows - 1, isLast: end == Self.rows)
                score += zip(features, weights).reduce(0) { $0 + Double($1.0 * $1.1) }
                if start > 0 { score += Double(lines[start - 1]) }
            }
            return (starts, score)
        }
    }

    private var lattice: SectionLattice {
        SectionLattice(lineScores: lineScores, barsPerRow: 1, hasLeadIn: true, lengthWeights: weights)
    }

    @Test func `the best division is the best of all`() {
        let best = divisions().max { $0.score < $1.score }
        #expect(lattice.best() == best?.starts)
    }

    @Test func `probabilities of lines are sums over all divisions`() {
        let all = divisions()
        let total = all.reduce(0) { $0 + exp($1.score) }
        for (row, probability) in lattice.probabilities().enumerated() {
            let expected = all.filter { $0.starts.contains(row) }.reduce(0) { $0 + exp($1.score) } / total
            #expect(abs(probability - expected) < 1e-9)
        }
    }

    @Test func `a song longer than any section is divided`() {
        let lattice = SectionLattice(
            lineScores: Array(repeating: -30, count: 99), barsPerRow: 1, hasLeadIn: false,
            lengthWeights: FormWeights.lengths)
        let starts = lattice.best()
        #expect(starts.count >= 3)
        #expect(zip(starts, starts.dropFirst() + [100]).allSatisfy { $1 - $0 <= SectionLengths.longest })
    }
}
