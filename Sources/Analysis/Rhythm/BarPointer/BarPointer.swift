import Glibc

/// Finds beats, bars, meter and tempo of a song in one go from evidence about its pulse.
///
/// **Model.** A pointer moves through bars (Whiteley, Cemgil & Godsill, ISMIR 2006) at one state per frame, on the
/// state space of Krebs, Böck & Widmer (ISMIR 2015). Its state is the meter (2...7 beats per bar, all decoded jointly),
/// the position in the bar, the interval to the next beat (40 to 240 BPM, 80 whole numbers of frames) and the frame in
/// the beat.
///
/// **Transitions.** Inside a beat the pointer moves on by one frame. At a beat the interval changes from a to b with a
/// weight of exp(−λ |ln(b/a)|), λ = 100, or exp(−|b − a|) in frames where that is more: a steady tempo between two
/// frames has to take turns between them. At a bar line the meter changes with probability 1e-5. Bars are seldom
/// shorter (a half, two beats, one or two fewer) or longer by one or two beats; see `MeterGraph`. The song begins
/// anywhere in a bar, by a prior of the meters and a log-normal prior of the tempo.
///
/// **Observations.** During the first 1/16 of a beat, log P = log(beat − downbeat), or log(downbeat) at the first
/// position; otherwise log((1 − beat) / 15). The sixteenth is counted to a part of a frame, so that every path takes
/// the same share of time for beats and silence favours no tempo. Downbeats are weighed against their usual share, so
/// that evidence that knows nothing about bars favours no meter. Where there is evidence, a beat has a price. See
/// `PulseLogOdds`.
///
/// **Computation.** Since nothing is decided inside a beat, only onsets are scored: a beat of interval τ that begins at
/// frame t adds a sum of evidence and hands its score to frame t + τ (a semi-Markov chain, exactly equal to the
/// state-by-state model). The change of interval is two sweeps along the intervals (`TempoGrid`), the meters are the
/// lanes of SIMD vectors. That is frames × intervals × 8 positions: about 15 million vector steps for four minutes.
/// Instead of back-pointers, states are saved now and then and the segments between them recomputed, in memory
/// proportional to the square root of the length: about 50 MB for four minutes and 200 MB for an hour.
///
/// Posteriors sum over the same paths (forward-backward). Deterministic.
struct BarPointer: Sendable {
    /// What the model believes beforehand.
    var parameters = BarPointerParameters()

    /// The most likely beats and bars, with confidences; without beats where there are hardly any frames.
    func bars(_ evidence: PulseEvidence, constraints: BarConstraints = .none) throws(BarPointerError) -> BarPath {
        var path = try path(evidence, constraints: constraints)
        try addConfidences(to: &path, evidence, constraints: constraints)
        return path
    }

    /// The most likely beats and bars over all tempi, without confidences.
    func path(_ evidence: PulseEvidence, constraints: BarConstraints = .none) throws(BarPointerError) -> BarPath {
        try path(evidence, grid: grid(constraints), constraints: constraints)
    }

    /// The most likely beats and bars in each octave of tempo, from the most to the least likely. A path that another
    /// octave also finds is listed once.
    func hypotheses(
        _ evidence: PulseEvidence, constraints: BarConstraints = .none
    ) throws(BarPointerError) -> [TempoOctaveHypothesis] {
        let whole = grid(constraints)
        var found: [TempoOctaveHypothesis] = []
        for octave in TempoOctaveHypothesis.octaves {
            guard let part = whole.part(octave, frameRateHz: parameters.frameRateHz) else { continue }
            let path: BarPath
            do throws(BarPointerError) {
                path = try self.path(evidence, grid: part, constraints: constraints)
            } catch .contradictoryConstraints {
                continue
            }
            found.append(TempoOctaveHypothesis(bpmRange: path.bpmRange, path: path, share: 0))
        }
        if found.isEmpty {
            // The tempo asked for is outside all octaves, or only some mixture of them meets the constraints.
            let path = try self.path(evidence, grid: whole, constraints: constraints)
            found.append(TempoOctaveHypothesis(bpmRange: path.bpmRange, path: path, share: 0))
        }
        found.sort { $0.path.logProbability > $1.path.logProbability }
        var distinct: [TempoOctaveHypothesis] = []
        for hypothesis in found
        where !distinct.contains(where: { abs(log($0.path.bpm / hypothesis.path.bpm)) < 0.04 }) {
            distinct.append(hypothesis)
        }
        let best = distinct[0].path
        let weight = min(1, parameters.meterMemoryBeats / Double(max(1, best.beatCount)))
        let shares = distinct.map { exp(weight * ($0.path.logProbability - best.logProbability)) }
        let total = shares.reduce(0, +)
        for index in distinct.indices { distinct[index].share = shares[index] / total }
        return distinct
    }

    /// Computes the confidences of a path: posterior probabilities among all paths in its range of tempi.
    func addConfidences(
        to path: inout BarPath, _ evidence: PulseEvidence, constraints: BarConstraints = .none
    ) throws(BarPointerError) {
        guard path.beatCount > 0 else { return }
        let whole = grid(constraints)
        let grid = whole.part(path.bpmRange, frameRateHz: parameters.frameRateHz) ?? whole
        let model = try BarPointerModel(
            evidence, parameters, grid: grid, constraints: constraints, weight: weight * parameters.posteriorWeight)
        let posterior = BeatPosterior(model)
        let reach = Int((parameters.confidenceToleranceSeconds * parameters.frameRateHz).rounded(.down))
        path.beatConfidences = path.onsetFrames.map { posterior.mass(false, near: $0, reach: reach) }
        path.downbeatConfidences = path.onsetFrames.map { posterior.mass(true, near: $0, reach: reach) }
    }

    private var weight: Double { parameters.evidenceWeight }

    private func grid(_ constraints: BarConstraints) -> TempoGrid {
        TempoGrid(parameters, range: constraints.bpmRange ?? parameters.bpmRange)
    }

    private func path(
        _ evidence: PulseEvidence, grid: TempoGrid, constraints: BarConstraints
    ) throws(BarPointerError) -> BarPath {
        let model = try BarPointerModel(evidence, parameters, grid: grid, constraints: constraints, weight: weight)
        guard let best = BestPath(model) else { throw .contradictoryConstraints }
        let framesPerMinute = 60 * parameters.frameRateHz
        let placed = BeatPlacement(evidence: evidence, model: model).place(best.beats)
        var path = BarPath()
        path.frames = placed.frames
        path.isObserved = placed.isObserved
        path.positions = best.beats.map(\.position)
        path.meters = best.beats.map(\.meter)
        path.onsetFrames = best.beats.map(\.frame)
        path.logProbability = best.logProbability
        // Half a frame wider, so that the same intervals are found again.
        let shortest = Double(grid.intervals[0]) - 0.5
        let longest = Double(grid.intervals[grid.intervals.count - 1]) + 0.5
        path.bpmRange = framesPerMinute / longest...framesPerMinute / shortest
        path.bpm = framesPerMinute / (TempoLine.interval(path.frames) ?? Double(grid.intervals[0]))
        path.meterPosterior = MeterPosterior.probabilities(best.beats, model)
        return path
    }
}
