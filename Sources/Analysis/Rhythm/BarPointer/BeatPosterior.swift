import Glibc

/// `MeterLanes` in double precision, for sums over many frames or beats.
typealias MeterMasses = SIMD8<Double>

/// Posterior probabilities over all paths of a bar-pointer model, by the forward-backward algorithm.
struct BeatPosterior: Sendable {
    /// Probability that a beat begins on each frame.
    private(set) var beat: [Double]
    /// Probability that a bar begins on each frame.
    private(set) var downbeat: [Double]
    /// Expected number of beats in each meter, from 2 beats per bar.
    private(set) var beatsByMeter: [Double]
    /// Logarithm of the sum over all paths of the joint probability of path and evidence.
    private(set) var logProbability = -Double.infinity

    /// The posteriors of a model. All are 0 where no path has a probability above 0.
    init(_ model: BarPointerModel) {
        beat = [Double](repeating: 0, count: model.frameCount)
        downbeat = beat
        beatsByMeter = [Double](repeating: 0, count: MeterGraph.meters.count)
        let forward = ForwardSweep(model)
        let length = model.segmentLength
        let starts = Array(stride(from: 0, to: max(1, model.frameCount), by: length))
        var checkpoints: [ForwardSweep.State] = []
        var state = forward.start()
        var record: [MeterLanes] = []
        var scales = [Double](repeating: 0, count: length)
        for start in starts {
            if start == starts[starts.count - 1] {
                let frames = min(length, model.frameCount)
                record = [MeterLanes](repeating: MeterLanes(), count: frames * model.frameSize)
            } else {
                checkpoints.append(state)
            }
            let end = min(model.frameCount, start + length)
            forward.advance(&state, to: end, record: &record, scales: &scales)
        }
        let logTotal = forward.logTotal(state)
        guard logTotal > -.infinity else { return }
        logProbability = logTotal + model.odds.silence

        var backward = BackwardSweep(forward)
        for (segment, start) in starts.enumerated().reversed() {
            let end = min(model.frameCount, start + length)
            if segment < starts.count - 1 {
                state = checkpoints.removeLast()
                forward.advance(&state, to: end, record: &record, scales: &scales)
            }
            backward.retreat(over: start..<end, record: record, scales: scales, logTotal: logTotal, into: &self)
        }
    }

    /// Adds the posterior of the onsets on a frame, by meter.
    mutating func add(frame: Int, downbeats: MeterMasses, others: MeterMasses) {
        downbeat[frame] = downbeats.sum()
        beat[frame] = downbeat[frame] + others.sum()
        for index in beatsByMeter.indices { beatsByMeter[index] += downbeats[index] + others[index] }
    }

    /// The probability of a beat, or of the first of a bar, within some frames of one: not more than 1.
    func mass(_ isDownbeat: Bool, near frame: Int, reach: Int) -> Double {
        guard !beat.isEmpty else { return 0 }
        var sum = 0.0
        for index in max(0, frame - reach)...max(0, min(beat.count - 1, frame + reach)) {
            sum += isDownbeat ? downbeat[index] : beat[index]
        }
        return min(1, sum)
    }
}
