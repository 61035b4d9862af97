import Testing
import Tracks

@testable import Interpretation

struct SwingTests {
    private func estimate(
        ratio: Double, jitter: Double = 0.008, missing: Double = 0.1, seed: UInt64
    ) throws -> SwingRatio.Estimate? {
        var song = SyntheticRhythm(barCount: 24, bpm: 130, seed: seed)
        song.play(.hiHat, at: [0, 1, 1 + ratio, 2, 3, 3 + ratio], jitter: jitter, missing: missing)
        song.play(.bass, at: [0, 1 + ratio, 2, 2 + ratio, 3], jitter: jitter, missing: missing)
        let bars = try #require(BarGrid(song.analysis()))
        return SwingRatio.estimate(OnsetGrid(song.evidence.onsets, bars: bars).onsets)
    }

    @Test(arguments: [0.5, 0.54, 0.58, 0.62, 0.667])
    func `the swing ratio is found within 0.015`(ratio: Double) throws {
        for seed in 1...5 {
            let found = try #require(try estimate(ratio: ratio, seed: UInt64(seed)))
            #expect(abs(found.ratio - ratio) < 0.015)
        }
    }

    @Test func `straight sixteenths and dotted rhythms are no swing`() throws {
        var song = SyntheticRhythm(barCount: 16)
        song.play(.hiHat, at: (0..<16).map { 0.25 * Double($0) }, jitter: 0.006)
        song.play(.kick, at: [0, 0.75, 2, 2.75], jitter: 0.006)
        song.play(.bass, at: [0, 1.5, 2, 3.5], jitter: 0.006)
        let bars = try #require(BarGrid(song.analysis()))
        let found = try #require(SwingRatio.estimate(OnsetGrid(song.evidence.onsets, bars: bars).onsets))
        #expect(abs(found.ratio - 0.5) < 0.02)
    }

    @Test func `dotted rhythms alone say nothing`() throws {
        var song = SyntheticRhythm(barCount: 16)
        song.play(.snare, at: [0, 0.75, 1, 1.75, 2, 2.75], jitter: 0.006)
        let bars = try #require(BarGrid(song.analysis()))
        #expect(SwingRatio.estimate(OnsetGrid(song.evidence.onsets, bars: bars).onsets) == nil)
    }

    @Test func `quarters say nothing`() throws {
        var song = SyntheticRhythm(barCount: 16)
        song.play(.kick, at: [0, 1, 2, 3])
        let (results, warnings) = RhythmicInterpretation(song.analysis(), evidence: song.evidence).results()
        #expect(results.swingRatio == nil)
        #expect(warnings.contains { $0.field == "music_theory.rhythmic.swing_ratio" })
    }

    @Test func `a swung rhythm has the syncopation of the straight one`() {
        func syncopation(_ ratio: Double) -> Double? {
            var song = SyntheticRhythm(barCount: 16, bpm: 140)
            song.play(.hiHat, at: (0..<4).flatMap { [Double($0), Double($0) + ratio] })
            song.play(.bass, at: [0, 1 + ratio, 2 + ratio, 3 + ratio])
            return RhythmicInterpretation(song.analysis(), evidence: song.evidence).results().0.syncopationByStem?[
                .bass]
        }
        #expect(syncopation(0.66) == syncopation(0.5))
    }
}
