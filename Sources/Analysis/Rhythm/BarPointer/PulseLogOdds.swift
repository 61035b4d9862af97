import Glibc

/// Evidence as logarithms of how much more likely it is on a beat than between beats.
struct PulseLogOdds: Sendable {
    /// Frames of evidence.
    let frameCount: Int
    /// Log-odds that a beat inside a bar is observed, per frame; then zeros, as far as a beat reaches.
    private(set) var beat: [Float]
    /// Log-odds that the first beat of a bar is observed, likewise.
    private(set) var downbeat: [Float]
    /// What a beat that begins on each frame costs: the price of a beat where the evidence has beats within 3/4 s, less
    /// where it is weak (from 0.5 down to 0.1), so that gaps may be filled with as many beats as fit the tempo.
    private(set) var prices: [Float]
    /// Log-probability of the evidence if there were no beat at all.
    private(set) var silence = 0.0

    /// The log-odds for beats that are observed over at most `longestWindow` frames, times `weight`.
    init(_ evidence: PulseEvidence, _ parameters: BarPointerParameters, weight: Double, longestWindow: Int) {
        precondition(evidence.beat.count == evidence.downbeat.count, "Beats and downbeats have the same frames.")
        let floor = parameters.evidenceFloor
        let share = parameters.downbeatShare
        precondition(floor > 0 && floor < 0.2, "The evidence floor lies between 0 and 0.2.")
        precondition(share > 0 && share < 1, "The share of downbeats lies between 0 and 1.")
        frameCount = evidence.frameCount
        beat = [Float](repeating: 0, count: frameCount + longestWindow + 1)
        downbeat = beat
        prices = PulseLogOdds.prices(evidence, parameters, weight: weight)
        let missing = PulseLogOdds.missingDownbeatShare(evidence, share: share)
        for frame in 0..<frameCount {
            let any = min(1 - floor, PulseLogOdds.probability(evidence.beat[frame]))
            let first = min(any, PulseLogOdds.probability(evidence.downbeat[frame]) + missing * any)
            let none = weight * log((1 - any) / (parameters.observationLambda - 1))
            silence += none
            beat[frame] = Float(weight * log(max(floor, (any - first) / (1 - share))) - none)
            downbeat[frame] = Float(weight * log(max(floor, first / share)) - none)
        }
    }

    private static func prices(
        _ evidence: PulseEvidence, _ parameters: BarPointerParameters, weight: Double
    ) -> [Float] {
        let price = Float(weight * parameters.beatPrice)
        let reach = Int(0.75 * parameters.frameRateHz)
        let count = evidence.frameCount
        var prices = [Float](repeating: 0, count: count)
        for frame in 0..<count {
            var top: Float = 0
            for near in max(0, frame - reach)..<min(count, frame + reach + 1) { top = max(top, evidence.beat[near]) }
            prices[frame] = price * min(1, max(0, 2.5 * (top - 0.1)))
        }
        return prices
    }

    /// Whatever is not a number counts as no evidence.
    private static func probability(_ value: Float) -> Double { value > 0 ? min(1, Double(value)) : 0 }

    /// The share of each beat that is taken to be a downbeat because the front end finds hardly any: fewer than one in
    /// ten fit no meter, and say nothing about bars.
    private static func missingDownbeatShare(_ evidence: PulseEvidence, share: Double) -> Double {
        let beats = evidence.beat.reduce(0) { $0 + probability($1) }
        let downbeats = evidence.downbeat.reduce(0) { $0 + probability($1) }
        guard beats > 0 else { return share }
        return share * max(0, 1 - downbeats / beats / 0.1)
    }

    /// The sum over the first frames of a beat, `window` of them (the last one in part), from an onset that may lie
    /// before the first frame.
    func sum(_ isDownbeat: Bool, onset: Int, window: Double) -> Double {
        var sum = 0.0
        for offset in 0..<Int(window.rounded(.up)) {
            let frame = onset + offset
            guard frame >= 0, frame < frameCount else { continue }
            sum += min(1, window - Double(offset)) * Double(isDownbeat ? downbeat[frame] : beat[frame])
        }
        return sum
    }
}
