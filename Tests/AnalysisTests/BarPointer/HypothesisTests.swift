@testable import Analysis
import Glibc
import Testing

/// Octaves of tempo, and a user's corrections.
@Suite struct BarPointerHypothesisTests {
    private static let pointer = BarPointer()

    @Test func `each octave has its own tempo, and the clear one wins`() throws {
        let pulse = SyntheticPulse(bpm: 110, beatsPerBar: 4)
        let found = try Self.pointer.hypotheses(pulse.evidence)
        #expect(found.count == 3)
        #expect(abs(found[0].path.bpm - 110) < 0.2)
        #expect(found.contains { abs($0.path.bpm - 55) < 0.3 })
        #expect(found.contains { abs($0.path.bpm - 220) < 1 })
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.path.logProbability >= $1.path.logProbability })
        #expect(abs(found.reduce(0) { $0 + $1.share } - 1) < 1e-9)
        for hypothesis in found {
            for (beat, next) in zip(hypothesis.path.onsetFrames, hypothesis.path.onsetFrames.dropFirst()) {
                #expect(hypothesis.bpmRange.contains(6000 / Double(next - beat)))
            }
        }
        // All tempi at once find no less than the best octave.
        let joint = try Self.pointer.path(pulse.evidence)
        #expect(joint.logProbability >= found[0].path.logProbability - 0.1)
        #expect(abs(joint.bpm - found[0].path.bpm) < 0.01)
    }

    @Test func `confidences can be had of a hypothesis that was not the first`() throws {
        let pulse = SyntheticPulse(bpm: 110, beatsPerBar: 4)
        var slow = try #require(try Self.pointer.hypotheses(pulse.evidence).first { $0.path.bpm < 60 }).path
        #expect(slow.beatConfidences.isEmpty)
        try Self.pointer.addConfidences(to: &slow, pulse.evidence)
        #expect(slow.beatConfidences.count == slow.beatCount)
        #expect(slow.beatConfidences.allSatisfy { (0...1).contains($0) })
    }

    @Test(arguments: [55.0, 82.5, 220, 400, 30])
    func `a tempo that was asked for is kept to`(bpm: Double) throws {
        let pulse = SyntheticPulse(bpm: 110, beatsPerBar: 4)
        let path = try Self.pointer.bars(pulse.evidence, constraints: .tempo(bpm: bpm))
        #expect(abs(path.bpm / bpm - 1) < 0.05)
        for (beat, next) in zip(path.onsetFrames, path.onsetFrames.dropFirst()) {
            #expect(abs(Double(next - beat) - 6000 / bpm) <= 0.04 * 6000 / bpm + 2)
        }
        #expect(try Self.pointer.hypotheses(pulse.evidence, constraints: .tempo(bpm: bpm)).count == 1)
    }

    @Test(arguments: [2, 3, 5, 7])
    func `a meter that was asked for is kept to`(beatsPerBar: Int) throws {
        let pulse = SyntheticPulse(bpm: 110, beatsPerBar: 4)
        let path = try Self.pointer.bars(pulse.evidence, constraints: BarConstraints(beatsPerBar: [beatsPerBar]))
        #expect(path.meters.allSatisfy { $0 == beatsPerBar })
        #expect(path.meterPosterior == [beatsPerBar: 1])
    }

    @Test(arguments: [1, 2, 3])
    func `a bar begins where it was said to`(shift: Int) throws {
        let pulse = SyntheticPulse(bpm: 110, beatsPerBar: 4, beats: 60)
        let beat = 20 + shift
        let time = pulse.frames[beat] / 100 + 0.013
        let path = try Self.pointer.bars(pulse.evidence, constraints: BarConstraints(downbeatSeconds: [time]))
        let found = path.positions.indices.filter { path.positions[$0] == 0 }
        #expect(found.contains { abs(path.frames[$0] / 100 - time) <= 0.0401 })
        #expect(pulse.score(path) > 0.95)
        let inWindow = path.onsetFrames.indices.filter { abs(Double(path.onsetFrames[$0]) / 100 - time) <= 0.0401 }
        #expect(inWindow.map { path.positions[$0] } == [0])
    }

    @Test func `downbeats may be asked for between the beats of the evidence`() throws {
        let pulse = SyntheticPulse(bpm: 100, beatsPerBar: 4, beats: 60)
        let times = [10.3, 17.77, 17.77, 30.1]
        let path = try Self.pointer.bars(pulse.evidence, constraints: BarConstraints(downbeatSeconds: times))
        for time in times {
            #expect(
                path.frames.indices.contains {
                    path.positions[$0] == 0 && abs(path.frames[$0] / 100 - time) <= 0.0401
                })
        }
    }

    @Test func `what cannot be is refused in words`() throws {
        let evidence = SyntheticPulse(bpm: 100, beatsPerBar: 4, beats: 20).evidence
        func error(_ constraints: BarConstraints) -> BarPointerError? {
            do throws(BarPointerError) {
                _ = try Self.pointer.bars(evidence, constraints: constraints)
                return nil
            } catch {
                return error
            }
        }
        #expect(error(BarConstraints(beatsPerBar: [1, 9])) == .noMeter)
        #expect(error(BarConstraints(beatsPerBar: [])) == .noMeter)
        #expect(error(BarConstraints(downbeatSeconds: [1, 1.2])) == .contradictoryConstraints)
        let beyond = BarPointerError.downbeatOutsideEvidence(
            seconds: 99, durationSeconds: Double(evidence.frameCount - 1) / 100)
        #expect(error(BarConstraints(downbeatSeconds: [99])) == beyond)
        #expect(error(BarConstraints(downbeatSeconds: [-1])) != nil)
        #expect(beyond.description.contains("99.0 s"))
        #expect(throws: BarPointerError.contradictoryConstraints) {
            try Self.pointer.hypotheses(evidence, constraints: BarConstraints(downbeatSeconds: [1, 1.2]))
        }
    }

    @Test func `an hour needs a few hundred megabytes at most`() throws {
        let evidence = PulseEvidence(
            beat: [Float](repeating: 0, count: 360_000), downbeat: [Float](repeating: 0, count: 360_000))
        let parameters = BarPointerParameters()
        let model = try BarPointerModel(
            evidence, parameters, grid: TempoGrid(parameters, range: parameters.bpmRange), constraints: .none, weight: 1
        )
        let length = model.segmentLength
        // Posteriors and paths keep the same: one segment, the states between segments, and one state in use.
        let vectors = length * model.frameSize + (360_000 / length + 2) * model.lineSize
        #expect(vectors * MemoryLayout<MeterLanes>.stride < 300_000_000)
    }
}
