@testable import Analysis
import Glibc
import Testing

/// Beats and bars from evidence with the flaws of real front ends.
@Suite struct BarPointerRobustnessTests {
    private static let pointer = BarPointer()

    @Test(arguments: [2, 3, 4, 5, 6, 7])
    func `every meter is found with a third of the beats missing`(beatsPerBar: Int) throws {
        let flaws = SyntheticPulse.Flaws(missing: 0.3, jitter: 1)
        let pulse = SyntheticPulse(bpm: 113, beatsPerBar: beatsPerBar, flaws: flaws)
        let path = try Self.pointer.bars(pulse.evidence)
        #expect(pulse.score(path) > 0.98)
        #expect(pulse.score(path, downbeats: true) > 0.98)
        #expect(path.meters.allSatisfy { $0 == beatsPerBar })
        #expect(path.bars.allSatisfy { !$0.isIrregular })
        let likeliest = path.meterPosterior.max { $0.value < $1.value }
        #expect(likeliest?.key == beatsPerBar)
        #expect(abs(path.meterPosterior.values.reduce(0, +) - 1) < 1e-9)
        #expect(abs(path.bpm - 113) < 0.2)
    }

    @Test(arguments: [52.0, 71.3, 98, 127.7, 140, 171, 203])
    func `tempi are found to a thousandth`(bpm: Double) throws {
        let pulse = SyntheticPulse(bpm: bpm, beatsPerBar: 4)
        let path = try Self.pointer.path(pulse.evidence)
        #expect(abs(path.bpm / bpm - 1) < 1e-3)
        #expect(pulse.score(path) > 0.98)
        #expect(pulse.score(path, downbeats: true) > 0.98)
    }

    @Test func `beats are placed to a fifth of a frame`() throws {
        let pulse = SyntheticPulse(bpm: 117, beatsPerBar: 4)
        let path = try Self.pointer.path(pulse.evidence)
        for frame in pulse.frames {
            let nearest = path.frames.map { abs($0 - frame) }.min() ?? .infinity
            #expect(nearest < 0.2)
        }
    }

    @Test func `peaks between the beats do not move them`() throws {
        let flaws = SyntheticPulse.Flaws(missing: 0.1, jitter: 1, falsePerSecond: 1)
        let pulse = SyntheticPulse(bpm: 121, beatsPerBar: 4, flaws: flaws)
        let path = try Self.pointer.path(pulse.evidence)
        #expect(pulse.score(path) > 0.97)
        #expect(pulse.score(path, downbeats: true) > 0.95)
    }

    @Test(arguments: [84.0, 104, 118])
    func `peaks of 0.4 half-way between beats do not double the tempo`(bpm: Double) throws {
        let flaws = SyntheticPulse.Flaws(missing: 0.05, halfBeats: 0.4)
        let pulse = SyntheticPulse(bpm: bpm, beatsPerBar: 4, flaws: flaws)
        let path = try Self.pointer.path(pulse.evidence)
        #expect(abs(path.bpm / bpm - 1) < 0.01)
        #expect(pulse.score(path) > 0.98)
    }

    @Test(arguments: [-0.3, 0.3])
    func `a tempo that changes by 30 % in a minute is followed`(change: Double) throws {
        let intervals = (0..<120).map { 50 * pow(1 + change, Double($0) / 120) }
        let pulse = SyntheticPulse(intervals: intervals, bars: [4], flaws: .init(missing: 0.1, jitter: 0.7))
        let path = try Self.pointer.path(pulse.evidence)
        #expect(pulse.score(path) > 0.98)
        #expect(pulse.score(path, downbeats: true) > 0.98)
    }

    @Test func `a ritardando is followed to the end`() throws {
        let intervals = [Double](repeating: 48, count: 60) + (1...12).map { 48 * pow(1.05, Double($0)) }
        let pulse = SyntheticPulse(intervals: intervals, bars: [4])
        let path = try Self.pointer.path(pulse.evidence)
        #expect(pulse.score(path) > 0.98)
        #expect(pulse.score(path, from: pulse.frames[60]) > 0.9)
    }

    @Test func `a sudden new tempo is found within two beats`() throws {
        let intervals = [Double](repeating: 60, count: 64) + [Double](repeating: 44, count: 64)
        let pulse = SyntheticPulse(intervals: intervals, bars: [4])
        let path = try Self.pointer.path(pulse.evidence)
        #expect(pulse.score(path) > 0.98)
        #expect(pulse.score(path, from: pulse.frames[66]) > 0.98)
        #expect(pulse.score(path, downbeats: true) > 0.95)
    }

    @Test func `six seconds of silence are bridged in phase`() throws {
        let flaws = SyntheticPulse.Flaws(jitter: 0.5, silence: 2000..<2600)
        let pulse = SyntheticPulse(bpm: 109, beatsPerBar: 4, flaws: flaws)
        let path = try Self.pointer.bars(pulse.evidence)
        #expect(pulse.score(path) > 0.99)
        #expect(pulse.score(path, downbeats: true) > 0.99)
        let inside = path.frames.indices.filter { flaws.silence.contains(path.frames[$0]) }
        let outside = path.frames.indices.filter { path.frames[$0] > 300 && path.frames[$0] < 1900 }
        #expect(inside.count >= 10)
        #expect(inside.allSatisfy { !path.isObserved[$0] })
        #expect(outside.allSatisfy { path.isObserved[$0] })
        let weakest = inside.map { path.beatConfidences[$0] }.min() ?? 1
        #expect(weakest < outside.map { path.beatConfidences[$0] }.min() ?? 0)
    }

    @Test func `the grid keeps its tempo through a minute without evidence`() throws {
        let pulse = SyntheticPulse(bpm: 124, beatsPerBar: 4, beats: 300, flaws: .init(silence: 0..<6000))
        let path = try Self.pointer.path(pulse.evidence)
        #expect(pulse.score(path, from: 6000) > 0.99)
        // A per cent of a minute is more than a beat: only the tempo can be expected to last.
        let gaps = zip(path.frames, path.frames.dropFirst()).filter { $1 < 6000 }.map { $1 - $0 }
        #expect(gaps.allSatisfy { abs($0 - 6000 / 124) < 2 })
        #expect(path.meters.allSatisfy { $0 == 4 })
    }

    @Test func `confidences are low where the evidence says nothing`() throws {
        let flat = PulseEvidence(
            beat: [Float](repeating: 0.1, count: 4000), downbeat: [Float](repeating: 0.025, count: 4000))
        let path = try Self.pointer.bars(flat)
        #expect(path.beatCount > 10)
        #expect(path.beatConfidences.allSatisfy { $0 < 0.35 })
        // Then the priors decide.
        #expect((100...135).contains(path.bpm))
        #expect(path.meters.allSatisfy { $0 == 4 })
        let clear = try Self.pointer.bars(SyntheticPulse(bpm: 120, beatsPerBar: 4).evidence)
        #expect(clear.beatConfidences.dropFirst(2).dropLast(2).allSatisfy { $0 > 0.95 })
        let downbeats = clear.positions.indices.dropFirst(4).dropLast(4).filter { clear.positions[$0] == 0 }
        #expect(downbeats.allSatisfy { clear.downbeatConfidences[$0] > 0.9 })
    }

    @Test func `without evidence of downbeats bars have four beats`() throws {
        var pulse = SyntheticPulse(bpm: 120, beatsPerBar: 4)
        pulse.evidence.downbeat = pulse.evidence.downbeat.map { _ in 0 }
        let path = try Self.pointer.bars(pulse.evidence)
        #expect(pulse.score(path) > 0.98)
        #expect(path.meters.allSatisfy { $0 == 4 })
        #expect((path.meterPosterior[4] ?? 0) < 0.95)
    }

    @Test(arguments: [0, 1, 10, 30])
    func `a few frames are no reason to fail`(count: Int) throws {
        let evidence = PulseEvidence(
            beat: [Float](repeating: .nan, count: count), downbeat: [Float](repeating: 2, count: count))
        let path = try Self.pointer.bars(evidence)
        #expect(path.beatCount <= 2)
        #expect(try !Self.pointer.hypotheses(evidence).isEmpty)
    }
}
