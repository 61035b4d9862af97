/// How the level changes over time and how it compares with its surroundings.
struct LevelContours {
    /// Frames back and ahead that a level is compared with: 46 ms.
    private static let distance = 2
    private static let binCount = SegmentCues.binCount

    private let frameCount: Int
    private let smooth: [Float]  // [frame, bin], logarithm of the mean over a few bins
    private let broad: [Float]  // [frame, bin], mean of the logarithms over 1.4 kHz
    private let frameLevel: [Float]  // [frame], logarithm
    private let binLevel: [Float]  // [bin], logarithm
    private let meanLevel: Float

    init(of magnitude: [Float], frameCount: Int) {
        let n = Self.binCount
        self.frameCount = frameCount
        var smooth = [Float](repeating: 0, count: frameCount * n)
        var broad = smooth
        var frameLevel = [Float](repeating: 0, count: frameCount)
        var mean = [Float](repeating: 0, count: n)
        var input = mean
        var output = mean
        for t in 0..<frameCount {
            let base = t * n
            var sum: Float = 0
            for k in 0..<n {
                input[k] = magnitude[base + k]
                mean[k] += input[k] / Float(frameCount)
                sum += input[k]
            }
            frameLevel[t] = fastLog(sum / Float(n) + SegmentCues.floor)
            slidingMean(of: input, reach: 4, into: &output)
            for k in 0..<n { smooth[base + k] = fastLog(max(0, output[k]) + SegmentCues.floor) }
            // A higher floor than elsewhere: noise far below the music is no onset.
            for k in 0..<n { input[k] = fastLog(input[k] + 1e-2) }
            slidingMean(of: input, reach: 64, into: &output)
            for k in 0..<n { broad[base + k] = output[k] }
        }
        self.smooth = smooth
        self.broad = broad
        self.frameLevel = frameLevel
        binLevel = mean.map { fastLog($0 + SegmentCues.floor) }
        meanLevel = fastLog(mean.reduce(0, +) / Float(n) + SegmentCues.floor)
    }

    func extract(frame t: Int, magnitudeLog: [Float], into cues: inout CueRow) {
        let now = t * Self.binCount
        let before = max(0, t - Self.distance) * Self.binCount
        let after = min(frameCount - 1, t + Self.distance) * Self.binCount
        cues.set(.rise) { smooth[now + $0] - smooth[before + $0] }
        cues.set(.fall) { smooth[now + $0] - smooth[after + $0] }
        cues.set(.broadRise) { broad[now + $0] - broad[before + $0] }
        cues.set(.broadFall) { broad[now + $0] - broad[after + $0] }
        let level = frameLevel[t]
        cues.set(.relativeLevel) { magnitudeLog[$0] - level }
        cues.set(.deviation) { magnitudeLog[$0] - binLevel[$0] }
        cues.set(.loudness) { _ in level - meanLevel }
    }
}
