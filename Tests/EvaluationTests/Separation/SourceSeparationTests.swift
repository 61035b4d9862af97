import Evaluation
import Testing

@Suite struct SourceSeparationTests {
    private struct Case: Decodable {
        var count: Int
        var sdr: [Double]
        var sir: [Double?]
        var sar: [Double]
    }

    /// As in `Golden/make_mir_eval_golden.py`.
    private static func noise(seed: Int) -> [Double] {
        var state = seed
        return (0..<6000).map { _ in
            state = (state * 1_103_515_245 + 12345) % (1 << 31)
            return Double(state) / Double(1 << 30) - 1
        }
    }

    private static let sources: [[Float]] = [(1, 0.7), (2, -0.5), (3, 0.2)].map { seed, pole in
        var last = 0.0
        return noise(seed: seed).map { sample in
            last = sample + pole * last
            return Float(last)
        }
    }

    private static let estimates: [[Float]] = [
        estimate(gains: [1, 0.1, 0.05], seed: 10), estimate(gains: [0.2, 0.9, 0.1], seed: 11),
        estimate(gains: [0.05, 0.3, 1.1], seed: 12),
    ]

    /// The sources mixed, with an echo after three samples and some noise.
    private static func estimate(gains: [Double], seed: Int) -> [Float] {
        var mixed = [Double](repeating: 0, count: 6000)
        for (source, gain) in zip(sources, gains) {
            for n in mixed.indices { mixed[n] += gain * Double(source[n]) }
        }
        let noise = noise(seed: seed)
        return mixed.indices.map { n in
            let echo = n < 3 ? 0 : mixed[n - 3]
            let sample: Double = mixed[n] + 0.4 * echo + 0.05 * noise[n]
            return Float(sample)
        }
    }

    @Test func `the ratios equal mir_eval's`() throws {
        for item in try Golden.decode([Case].self, "separation.json") {
            let scores = try SourceSeparationScores.scores(
                estimates: Array(Self.estimates.prefix(item.count)), references: Array(Self.sources.prefix(item.count)))
            for (index, score) in scores.enumerated() {
                #expect(abs(score.distortion - item.sdr[index]) < 1e-6)
                #expect(abs(score.artifacts - item.sar[index]) < 1e-6)
                if let interference = item.sir[index] {
                    #expect(abs(score.interference - interference) < 1e-6)
                } else {
                    #expect(score.interference > 100)
                }
            }
        }
    }

    @Test func `a filtered source is no distortion`() throws {
        let source = Self.sources[0]
        let filtered = source.indices.map { 0.5 * source[$0] - ($0 < 100 ? 0 : 0.25 * source[$0 - 100]) }
        let scores = try SourceSeparationScores.scores(estimates: [filtered], references: [source])
        // What the filter would ring on after the signal's end is cut off.
        #expect(scores[0].distortion > 25)
    }

    @Test func `sources that differ in length or number, or are silent, are refused`() {
        for (estimates, references): ([[Float]], [[Float]]) in [
            ([[1, 2]], [[1, 2, 3]]), ([[1, 2]], []), ([[1, 2]], [[0, 0]]), ([[0, 0]], [[1, 2]]),
            ([[.nan, 1]], [[1, 2]]),
        ] {
            #expect(throws: EvaluationError.self) {
                try SourceSeparationScores.scores(estimates: estimates, references: references)
            }
        }
    }
}
