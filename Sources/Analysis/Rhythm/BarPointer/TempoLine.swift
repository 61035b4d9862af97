import Glibc

/// The tempo of a sequence of beats as one number.
struct TempoLine {
    /// Frames from beat to beat: the slope of the straight line through the times of all beats if they keep within a
    /// twentieth of a beat (standard deviation) of it, otherwise the median distance. `nil` for fewer than two beats.
    static func interval(_ frames: [Double]) -> Double? {
        guard frames.count >= 2 else { return nil }
        let count = Double(frames.count)
        let meanIndex = (count - 1) / 2
        let meanFrame = frames.reduce(0, +) / count
        var covariance = 0.0
        var variance = 0.0
        for (index, frame) in frames.enumerated() {
            covariance += (Double(index) - meanIndex) * (frame - meanFrame)
            variance += (Double(index) - meanIndex) * (Double(index) - meanIndex)
        }
        let slope = covariance / variance
        let residual = frames.enumerated().reduce(0.0) { sum, beat in
            let error = beat.element - meanFrame - slope * (Double(beat.offset) - meanIndex)
            return sum + error * error
        }
        if (residual / count).squareRoot() <= slope / 20 { return slope }
        let gaps = zip(frames, frames.dropFirst()).map { $1 - $0 }.sorted()
        return gaps[gaps.count / 2]
    }
}
