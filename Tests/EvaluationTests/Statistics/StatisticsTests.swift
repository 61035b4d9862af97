import Evaluation
import Testing

@Suite struct StatisticsTests {
    @Test func `an interval lies about the mean, the same every time, and narrows with more songs`() throws {
        let values = (0..<40).map { Double($0 % 10) / 10 }
        let interval = try #require(BootstrapInterval(values))
        #expect(interval == BootstrapInterval(values))
        #expect(abs(interval.mean - 0.45) < 1e-12)
        #expect(interval.low < interval.mean && interval.mean < interval.high)
        // The normal approximation: 1.96 standard errors of 0.287 / sqrt(40).
        #expect(abs(interval.high - interval.low - 2 * 1.96 * 0.2872 / 40.0.squareRoot()) < 0.01)
        let more = try #require(BootstrapInterval(values + values + values + values))
        #expect(more.high - more.low < 0.6 * (interval.high - interval.low))
    }

    @Test func `one song, or equal ones, have an interval of nothing, and no songs have none`() throws {
        let one = try #require(BootstrapInterval([0.7]))
        #expect(one.low == 0.7 && one.high == 0.7)
        #expect(BootstrapInterval([]) == nil)
    }

    @Test func `confidences that mean what they say have no calibration error`() throws {
        func answers(_ confidence: Double, right: Int, of count: Int) -> [SongEvaluation.Reliability] {
            (0..<count).map { .init(confidence: confidence, isRight: $0 < right) }
        }
        let honest = answers(0.75, right: 3, of: 4) + answers(0.2, right: 1, of: 5)
        #expect(try #require(Calibration.expectedError(honest)) < 1e-12)
        #expect(try #require(Calibration.expectedError(answers(1, right: 0, of: 3))) == 1)
        // Two bins, off by 0.4 and 0.1, of equal weight.
        let mixed = answers(0.9, right: 1, of: 2) + answers(0.1, right: 0, of: 2)
        #expect(abs(try #require(Calibration.expectedError(mixed)) - 0.25) < 1e-12)
        #expect(Calibration.expectedError([]) == nil)
    }

    @Test func `always guessing four four is right for one meter only`() throws {
        let songs = try ["4/4", "4/4", "4/4", "3/4", "6/8"].enumerated().map { index, meter in
            try SongEvaluation(
                truth: SongTruth(json: Array(#"{"name": "\#(index)", "time_signature": "\#(meter)"}"#.utf8)),
                estimate: SongEstimate(json: Array(#"{"time_signature": "4/4"}"#.utf8)))
        }
        let summary = EvaluationSummary(songs)
        #expect(abs(try #require(summary.figures[.meter]).interval.mean - 0.6) < 1e-12)
        #expect(abs(try #require(summary.balancedMeterAccuracy) - 1.0 / 3) < 1e-12)
        #expect(BalancedAccuracy.of([]) == nil)
    }

    @Test func `a summary names the worst songs and counts those that have a figure`() throws {
        let songs = try (0..<8).map { index in
            try SongEvaluation(
                truth: SongTruth(json: Array(#"{"name": "\#(index)", "bpm": 100, "keys": [[0, "C major"]]}"#.utf8)),
                estimate: SongEstimate(
                    json: Array(
                        #"{"tempo": \#(index < 3 ? 130 : 100) \#(index == 7 ? "" : #", "key": "G major""#)}"#.utf8)))
        }
        let summary = EvaluationSummary(songs)
        #expect(summary.worst.map(\.name) == ["0", "1", "2", "3", "4"])
        #expect(summary.figures[.tempoAccuracy1]?.songCount == 8)
        #expect(summary.figures[.keyWeighted]?.songCount == 7)
        #expect(summary.figures[.keyWeighted]?.median == 0.5)
        #expect(summary.keyRelations == [.fifthAbove: 7])
        #expect(summary.figures[.beatF] == nil)
        #expect(EvaluationSummary([]).songCount == 0)
    }
}
