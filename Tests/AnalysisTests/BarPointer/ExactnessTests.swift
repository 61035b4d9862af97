@testable import Analysis
import Glibc
import Testing

/// The semi-Markov sweeps against the model state by state.
@Suite struct BarPointerExactnessTests {
    /// Few and short intervals, and bars that are often irregular, so that every transition matters.
    private static var parameters: BarPointerParameters {
        var parameters = BarPointerParameters()
        parameters.frameRateHz = 20
        parameters.bpmRange = 120...300
        parameters.tempoCount = 4
        parameters.tempoChangePrice = 6
        parameters.framePrice = 1.2
        parameters.beatPrice = 0.3
        parameters.observationLambda = 3
        parameters.meterChangeProbability = 0.05
        parameters.halfBarProbability = 0.1
        parameters.irregularBarProbability = 0.07
        return parameters
    }

    private static func evidence(frames: Int, seed: UInt64) -> PulseEvidence {
        var random = SplitMix(seed: seed)
        var evidence = PulseEvidence(beat: [], downbeat: [])
        for _ in 0..<frames {
            let beat = pow(random.uniform(), 3)
            evidence.beat.append(Float(0.02 + 0.9 * beat))
            evidence.downbeat.append(Float((0.02 + 0.9 * beat) * (0.15 + 0.6 * random.uniform())))
        }
        return evidence
    }

    private static func model(
        _ evidence: PulseEvidence, _ constraints: BarConstraints = .none
    ) throws -> BarPointerModel {
        let grid = TempoGrid(parameters, range: parameters.bpmRange)
        return try BarPointerModel(evidence, parameters, grid: grid, constraints: constraints, weight: 1)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `the best path has the probability it has state by state`(seed: UInt64) throws {
        let evidence = Self.evidence(frames: 70, seed: seed)
        let path = try #require(BestPath(Self.model(evidence)))
        let expected = StateByStateModel(evidence, Self.parameters, meters: Array(2...7)).results()
        #expect(abs(path.logProbability - expected.best) < 1e-3)
    }

    @Test func `the best path's own score is the one reported`() throws {
        let evidence = Self.evidence(frames: 90, seed: 4)
        let model = try Self.model(evidence)
        let path = try #require(BestPath(model))
        #expect(path.beats.count > 8)
        let first = path.beats[0]
        let start = BestPathSweep(model).start()
        var score = -Double.infinity
        for (index, interval) in model.grid.intervals.enumerated() where first.frame < interval {
            let slot = model.lineStarts[index] + first.frame * model.rowCount + first.position
            let arrival = Double(start.lines[slot][first.meter - 2])
            score = max(score, arrival - model.grid.price(from: index, to: first.interval))
        }
        score += model.sum(first.position == 0, onset: first.frame, interval: first.interval)
        for (beat, next) in zip(path.beats, path.beats.dropFirst()) {
            #expect(next.frame - beat.frame == model.grid.intervals[beat.interval])
            let end = Double(model.graph.end[beat.position][beat.meter - 2])
            let meter = Double(beat.meter == next.meter ? model.graph.keep[0] : model.graph.change[next.meter - 2])
            let isSameBar = next.position == beat.position + 1 && next.meter == beat.meter
            #expect(isSameBar || next.position == 0)
            score += isSameBar ? log(1 - end) : log(end * meter)
            score -= model.grid.price(from: beat.interval, to: next.interval)
            score -= Double(model.odds.prices[beat.frame])
            score += model.sum(next.position == 0, onset: next.frame, interval: next.interval)
        }
        let last = path.beats[path.beats.count - 1]
        let end = Double(model.graph.end[last.position][last.meter - 2])
        score -= Double(model.odds.prices[last.frame])
        score += log(max(1 - end, end * Double(model.graph.keep[0])))
        #expect(abs(path.logProbability - model.odds.silence - score) < 1e-3)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `posteriors are those of the model state by state`(seed: UInt64) throws {
        let evidence = Self.evidence(frames: 70, seed: seed)
        let posterior = try BeatPosterior(Self.model(evidence))
        let expected = StateByStateModel(evidence, Self.parameters, meters: Array(2...7)).results()
        #expect(abs(posterior.logProbability - expected.sum) < 1e-4)
        for frame in 0..<70 {
            #expect(abs(posterior.beat[frame] - expected.beat[frame]) < 1e-5)
            #expect(abs(posterior.downbeat[frame] - expected.downbeat[frame]) < 1e-5)
        }
        let beats = posterior.beat.reduce(0, +)
        #expect(abs(posterior.beatsByMeter.reduce(0, +) - beats) < 1e-6)
    }

    @Test func `forced downbeats and meters mask the same paths as state by state`() throws {
        let evidence = Self.evidence(frames: 70, seed: 5)
        var constraints = BarConstraints(beatsPerBar: [3, 4])
        constraints.downbeatSeconds = [0.9, 2.55]
        let model = try Self.model(evidence, constraints)
        #expect(model.forced.windows == [18...18, 51...51])
        let posterior = BeatPosterior(model)
        let expected = StateByStateModel(
            evidence, Self.parameters, meters: [3, 4], forced: model.forced.windows
        ).results()
        #expect(abs(posterior.logProbability - expected.sum) < 1e-4)
        for frame in 0..<70 { #expect(abs(posterior.beat[frame] - expected.beat[frame]) < 1e-5) }
        #expect(abs(posterior.downbeat[18] - 1) < 1e-5)
        let path = try #require(BestPath(model))
        #expect(abs(path.logProbability - expected.best) < 1e-3)
    }

    @Test func `segments that are recomputed give the same as one segment`() throws {
        // Long enough for several segments; a part of it decodes in one.
        let pulse = SyntheticPulse(bpm: 97, beatsPerBar: 4, beats: 400)
        let parameters = BarPointerParameters()
        let model = try BarPointerModel(
            pulse.evidence, parameters, grid: TempoGrid(parameters, range: 40...240), constraints: .none, weight: 1)
        let length = model.segmentLength
        #expect(length * 8 < pulse.evidence.frameCount)
        let path = try BarPointer().path(pulse.evidence)
        #expect(pulse.score(path) == 1)
        #expect(pulse.score(path, downbeats: true) == 1)
    }
}
