import DSP
import Glibc

/// Tests whether one tempo and one phase explain a whole song, as they do for music made with a click: folds the onset
/// curve at many slightly different periods and keeps the sharpest fold.
struct ConstantTempo {
    private static let phaseCount = 96

    let strength: [Float]

    /// The beats of the best constant grid near an interval in frames.
    func path(nearInterval interval: Double) -> BeatTracker.Path {
        let frameCount = strength.count
        guard Double(frameCount) > 8 * interval else { return BeatTracker.Path() }
        // Two frames over the whole song tell two periods apart.
        let step = min(0.002, 2 / Double(frameCount))
        let stepCount = min(300, Int(0.012 / step))
        var best: (score: Float, interval: Double, phase: Double) = (0, interval, 0)
        for index in -stepCount...stepCount {
            let candidate = interval * (1 + step * Double(index))
            let (score, phase) = sharpestPhase(candidate)
            if score > best.score { best = (score, candidate, phase) }
        }
        var path = BeatTracker.Path()
        var time = best.phase
        while time < Double(frameCount) - 0.5 {
            path.frames.append(Int(time.rounded()))
            time += best.interval
        }
        path.meanStrength = BeatTracker.meanStrength(strength, at: path.frames)
        return path
    }

    private func sharpestPhase(_ interval: Double) -> (score: Float, phase: Double) {
        let phases = ConstantTempo.phaseCount
        var histogram = [Float](repeating: 0, count: phases)
        let scale = Double(phases) / interval
        var position = 0.0
        for i in strength.indices {
            histogram[min(phases - 1, Int(position))] += strength[i]
            position += scale
            if position >= Double(phases) { position -= Double(phases) }
        }
        // As wide as an onset: about three frames.
        let radius = max(1, Int((1.5 * scale).rounded()))
        var best: (Float, Int) = (0, 0)
        for phase in 0..<phases {
            var sum: Float = 0
            for offset in -radius...radius { sum += histogram[(phase + offset + phases) % phases] }
            if sum > best.0 { best = (sum, phase) }
        }
        return (best.0, (Double(best.1) + 0.5) / scale)
    }
}
