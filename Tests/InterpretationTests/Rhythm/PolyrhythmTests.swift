import Testing
import Tracks

@testable import Interpretation

struct PolyrhythmTests {
    private struct Case {
        let ratio: String
        /// Notes in the bar of the first voice and of the second.
        let first: [Double]
        let second: [Double]
    }

    private static func parts(_ count: Int, of span: Double, bars: Double = 4) -> [Double] {
        let spans = Int(bars / span)
        return (0..<spans).flatMap { index in
            (0..<count).map { Double(index) * span + span * Double($0) / Double(count) }
        }
    }

    private static let cases = [
        Case(ratio: "3:2", first: parts(3, of: 2), second: parts(2, of: 2)),
        Case(ratio: "4:3", first: parts(4, of: 4), second: parts(3, of: 4)),
        Case(ratio: "5:4", first: parts(5, of: 4), second: parts(4, of: 4)),
        Case(ratio: "3:2", first: parts(3, of: 1), second: parts(2, of: 1)),
        Case(ratio: "5:2", first: parts(5, of: 2), second: parts(2, of: 2)),
    ]

    private func found(in song: SyntheticRhythm) throws -> [Polyrhythm] {
        try #require(
            RhythmicInterpretation(song.analysis(), evidence: song.evidence).results().0.polyrhythms)
    }

    @Test func `four bars of polyrhythm in sixteen are found eight times in ten or more`() throws {
        var (hits, trials) = (0, 0)
        for (index, example) in PolyrhythmTests.cases.enumerated() {
            for seed in 1...10 {
                var song = SyntheticRhythm(barCount: 16, bpm: 100, seed: UInt64(100 * index + seed))
                song.play(.kick, at: [0, 2], jitter: 0.005)
                song.play(.snare, at: [1, 3], jitter: 0.005)
                for bars in [0..<6, 10..<16] {
                    song.play(.other, at: [0, 1, 2, 3], bars: bars, jitter: 0.005)
                    song.play(.bass, at: [0, 0.5, 1, 2, 2.5], bars: bars, jitter: 0.005)
                }
                song.play(.other, at: example.first, bars: 6..<10, jitter: 0.008, missing: 0.02)
                song.play(.bass, at: example.second, bars: 6..<10, jitter: 0.008, missing: 0.02)
                trials += 1
                let match = try found(in: song).contains {
                    $0.kind == "polyrhythm" && $0.ratio == example.ratio && $0.startBar >= 6
                        && $0.startBar + $0.bars <= 12
                        && $0.pValue < 0.01
                }
                hits += match ? 1 : 0
            }
        }
        #expect(Double(hits) >= 0.8 * Double(trials), "\(hits) of \(trials)")
    }

    @Test func `an ordinary band has no polyrhythm in ninety-nine bars of a hundred`() throws {
        var (wrong, bars) = (0, 0)
        for seed in 1...10 {
            for beats in [3, 4] {
                var song = SyntheticRhythm(
                    barCount: 32, beatsPerBar: beats, bpm: 90 + 8 * Double(seed), seed: UInt64(seed))
                song.playOrdinaryBand(jitter: 0.012, missing: 0.1)
                wrong += try found(in: song).reduce(0) { $0 + $1.bars }
                bars += 32
            }
        }
        #expect(100 * wrong <= bars, "\(wrong) of \(bars)")
    }

    @Test func `swung and triplet fills are no polyrhythm`() throws {
        var song = SyntheticRhythm(barCount: 24, bpm: 120)
        song.play(.hiHat, at: (0..<4).flatMap { [Double($0), Double($0) + 0.66] }, jitter: 0.008)
        song.play(.kick, at: [0, 2], jitter: 0.008)
        song.play(.snare, at: [1, 3, 3 + 1.0 / 3, 3 + 2.0 / 3], jitter: 0.008)
        song.play(.bass, at: [0, 1, 2, 3], jitter: 0.008)
        #expect(try found(in: song).isEmpty)
    }

    @Test func `three sixteenths against four are a grouping`() throws {
        var song = SyntheticRhythm(barCount: 24, bpm: 110, seed: 5)
        song.play(.snare, at: [1, 3], jitter: 0.006)
        song.play(.kick, at: [0, 1, 2, 3], bars: 0..<8, jitter: 0.006)
        song.play(.kick, at: (0..<21).map { 0.75 * Double($0) }, bars: 8..<9, jitter: 0.006)
        song.play(.kick, at: [0, 1, 2, 3], bars: 12..<24, jitter: 0.006)
        let grouping = try #require(try found(in: song).first { $0.kind == "grouping" })
        #expect(grouping.ratio == "3:4")
        #expect(grouping.voices == ["kick"])
        #expect(grouping.startBar == 9)
        #expect((3...5).contains(grouping.bars))
        #expect(grouping.pValue < 0.01)
    }

    @Test func `every two beats in three-four time is a hemiola`() throws {
        var song = SyntheticRhythm(barCount: 24, beatsPerBar: 3, bpm: 120, seed: 6)
        song.play(.hiHat, at: [0, 1, 2], jitter: 0.006)
        song.play(.bass, at: [0], bars: 0..<8, jitter: 0.006)
        song.play(.bass, at: [0, 2, 4, 6, 8, 10], bars: 8..<9, jitter: 0.006)
        song.play(.bass, at: [0], bars: 12..<24, jitter: 0.006)
        let grouping = try #require(try found(in: song).first { $0.kind == "grouping" })
        #expect(grouping.ratio == "2:3")
        #expect(grouping.voices == ["bass"])
    }

    @Test func `tresillos come back with the bar and are no grouping`() throws {
        var song = SyntheticRhythm(barCount: 24)
        song.play(.kick, at: [0, 0.75, 1.5, 2, 2.75, 3.5], jitter: 0.006)
        song.play(.bass, at: [0, 0.75, 1.5, 2.25, 3], jitter: 0.006)
        #expect(try found(in: song).isEmpty)
    }

    @Test func `results are the same each time`() throws {
        var song = SyntheticRhythm(barCount: 16)
        song.playOrdinaryBand()
        song.play(.vocals, at: PolyrhythmTests.parts(3, of: 2))
        #expect(try found(in: song) == found(in: song))
        #expect(try !found(in: song).isEmpty)
    }
}
