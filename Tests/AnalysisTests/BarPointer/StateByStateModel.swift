@testable import Analysis
import Glibc

/// The bar-pointer model as a plain hidden Markov model with one state per frame of each beat: slow, and as simple as
/// it can be, to compare with. Meters, bars and prices are written down a second time here.
struct StateByStateModel {
    struct State: Hashable {
        var meter: Int
        var position: Int
        var interval: Int
        var phase: Int
    }

    let parameters: BarPointerParameters
    let intervals: [Int]
    let priors: [Double]
    let forced: [ClosedRange<Int>]
    private(set) var states: [State] = []
    private var numbers: [State: Int] = [:]
    private var edges: [[(to: Int, weight: Double, probability: Double)]] = []
    private var prices: [Double] = []
    private var evidence: [(none: Double, beat: Double, downbeat: Double)] = []

    init(
        _ evidence: PulseEvidence, _ parameters: BarPointerParameters, meters: [Int], forced: [ClosedRange<Int>] = []
    ) {
        let grid = TempoGrid(parameters, range: parameters.bpmRange)
        (intervals, priors) = (grid.intervals, grid.logPriors.map { exp($0) })
        (self.parameters, self.forced) = (parameters, forced)
        for meter in meters {
            for position in 0..<min(8, meter + 2) {
                for interval in intervals {
                    for phase in 0..<interval {
                        numbers[State(meter: meter, position: position, interval: interval, phase: phase)] =
                            states.count
                        states.append(State(meter: meter, position: position, interval: interval, phase: phase))
                    }
                }
            }
        }
        edges = states.map { next($0, meters: meters) }
        for frame in 0..<evidence.frameCount {
            let near = evidence.beat.indices.filter { abs($0 - frame) <= Int(0.75 * parameters.frameRateHz) }
            let top = near.map { evidence.beat[$0] }.max() ?? 0
            prices.append(parameters.beatPrice * Double(min(1, max(0, 2.5 * (top - 0.1)))))
            let any = Double(evidence.beat[frame])
            let first = Double(evidence.downbeat[frame])
            self.evidence.append(
                (
                    (1 - any) / (parameters.observationLambda - 1),
                    max(parameters.evidenceFloor, (any - first) / (1 - parameters.downbeatShare)),
                    max(parameters.evidenceFloor, first / parameters.downbeatShare)
                ))
        }
    }

    /// Best path's log-probability (with the likeliest way out of its last beat), log of the sum of all, and the
    /// posterior of beats and downbeats by frame.
    func results() -> (best: Double, sum: Double, beat: [Double], downbeat: [Double]) {
        let initial = states.map { state -> Double in
            guard state.position < state.meter else { return 0 }
            let weights = parameters.meterLogWeights
            let share = exp(weights[state.meter] ?? 0) / weights.values.reduce(0) { $0 + exp($1) }
            let tempo = priors[intervals.firstIndex(of: state.interval) ?? 0] / Double(state.interval)
            return share / Double(state.meter) * tempo
        }
        // The pointer steps into frame 0 from one state before it.
        var forward = [initial]
        var best = initial
        for frame in evidence.indices {
            var sums = [Double](repeating: 0, count: states.count)
            var tops = sums
            for from in states.indices {
                for (to, weight, probability) in edges[from] where isAllowed(from, to, frame) {
                    sums[to] += forward[frame][from] * probability
                    tops[to] = max(tops[to], best[from] * weight)
                }
            }
            forward.append(states.indices.map { sums[$0] * observation(states[$0], frame) })
            best = states.indices.map { tops[$0] * observation(states[$0], frame) }
        }
        var backward = [Double](repeating: 1, count: states.count)
        let total = forward[evidence.count].reduce(0, +)
        var beat = [Double](repeating: 0, count: evidence.count)
        var downbeat = beat
        for frame in evidence.indices.reversed() {
            for (index, state) in states.enumerated() where state.phase == 0 {
                beat[frame] += forward[frame + 1][index] * backward[index] / total
                if state.position == 0 { downbeat[frame] += forward[frame + 1][index] * backward[index] / total }
            }
            backward = states.indices.map { from in
                edges[from].reduce(0) { sum, edge in
                    guard isAllowed(from, edge.to, frame) else { return sum }
                    return sum + edge.probability * observation(states[edge.to], frame) * backward[edge.to]
                }
            }
        }
        let change = parameters.meterLogWeights.count > 1 ? parameters.meterChangeProbability : 0
        let ended = states.indices.map { index in
            let end = endProbability(states[index])
            return best[index] * max(1 - end, end * (1 - change))
        }
        return (log(ended.reduce(0, max)), log(total), beat, downbeat)
    }

    private func observation(_ state: State, _ frame: Int) -> Double {
        let window = Double(state.interval) / parameters.observationLambda
        let share = max(0, min(1, window - Double(state.phase)))
        let onset = state.position == 0 ? evidence[frame].downbeat : evidence[frame].beat
        let price = state.phase == 0 ? exp(-prices[frame]) : 1
        return price * pow(onset, share) * pow(evidence[frame].none, 1 - share)
    }

    /// A window is broken by a beat that is no downbeat in it, and by passing its last frame without a downbeat in it:
    /// then the beat at its last frame began before it.
    private func isAllowed(_ from: Int, _ to: Int, _ frame: Int) -> Bool {
        let state = states[to]
        for window in forced {
            if window.contains(frame), state.phase == 0, state.position > 0 { return false }
            if frame == window.upperBound, frame - state.phase < window.lowerBound { return false }
        }
        return true
    }

    /// The states after one, with the weight of going there on the best path and its probability in sums.
    private func next(_ state: State, meters: [Int]) -> [(to: Int, weight: Double, probability: Double)] {
        if state.phase + 1 < state.interval {
            var moved = state
            moved.phase += 1
            return [(numbers[moved] ?? 0, 1, 1)]
        }
        let from = intervals.firstIndex(of: state.interval) ?? 0
        let changes = intervals.indices.map { to in
            exp(
                -(min(from, to)..<max(from, to)).reduce(0.0) { price, index in
                    let ratio = Double(intervals[index + 1]) / Double(intervals[index])
                    let frames = Double(intervals[index + 1] - intervals[index])
                    return price + min(parameters.tempoChangePrice * log(ratio), parameters.framePrice * frames)
                })
        }
        let total = changes.reduce(0, +)
        let end = endProbability(state)
        var result: [(Int, Double, Double)] = []
        for (interval, weight) in zip(intervals, changes) {
            if end < 1 {
                let moved = State(meter: state.meter, position: state.position + 1, interval: interval, phase: 0)
                result.append((numbers[moved] ?? 0, (1 - end) * weight, (1 - end) * weight / total))
            }
            for meter in meters where end > 0 {
                let change = meters.count > 1 ? parameters.meterChangeProbability : 0
                let share = meter == state.meter ? 1 - change : change / Double(meters.count - 1)
                let moved = State(meter: meter, position: 0, interval: interval, phase: 0)
                result.append((numbers[moved] ?? 0, end * share * weight, end * share * weight / total))
            }
        }
        return result
    }

    private func endProbability(_ state: State) -> Double {
        let beats = state.position + 1
        switch beats - state.meter {
        case 2: return 1
        case 1: return beats == 8 ? 1 : 0.5
        case 0: return beats == 8 ? 1 : 1 - parameters.irregularBarProbability
        default:
            if beats == 1 { return 0 }
            if beats * 2 == state.meter { return parameters.halfBarProbability }
            return beats == 2 || state.meter - beats <= 2 ? parameters.irregularBarProbability : 0
        }
    }
}
