internal import DSP

/// The outline of a signal's waveform: the largest absolute sample of equal stretches. There are never more than
/// `maximumCount`: when they become too many, each two neighbours become one of twice the length.
struct PeakOutline: Sendable {
    static let maximumCount = 1200
    private static let shortestStepSeconds = 0.1

    private let sampleRateHz: Int
    private var stepFrameCount: Int
    private var complete: [Float] = []
    private var current: Float = 0
    private var currentFrameCount = 0

    init(sampleRateHz: Int) {
        self.sampleRateHz = sampleRateHz
        stepFrameCount = max(1, Int(Double(sampleRateHz) * PeakOutline.shortestStepSeconds))
    }

    /// Peaks in order; the last may be of a shorter stretch.
    var peaks: [Float] { currentFrameCount > 0 ? complete + [current] : complete }

    var stepSeconds: Double { Double(stepFrameCount) / Double(sampleRateHz) }

    mutating func append(_ block: AudioBuffer) {
        var start = 0
        while start < block.frameCount {
            let count = min(stepFrameCount - currentFrameCount, block.frameCount - start)
            for channel in block.channels {
                for i in start..<(start + count) { current = max(current, abs(channel[i])) }
            }
            currentFrameCount += count
            start += count
            if currentFrameCount == stepFrameCount { endStep() }
        }
    }

    private mutating func endStep() {
        complete.append(current)
        (current, currentFrameCount) = (0, 0)
        guard complete.count == PeakOutline.maximumCount else { return }
        complete = stride(from: 0, to: complete.count, by: 2).map { max(complete[$0], complete[$0 + 1]) }
        stepFrameCount *= 2
    }
}
