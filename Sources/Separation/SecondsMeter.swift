internal import DSP
internal import Glibc

/// Energy by seconds, and the outline, of a signal of any number of channels.
struct SecondsMeter: Sendable {
    private let sampleRateHz: Int
    private var sampleCount = 0
    private var frameCount = 0
    private var energy = 0.0
    /// Mean square of each full second so far.
    private var seconds: [Double] = []
    private var currentEnergy = 0.0
    private var currentSampleCount = 0
    private var currentFrameCount = 0
    private(set) var outline: PeakOutline

    init(sampleRateHz: Int) {
        self.sampleRateHz = sampleRateHz
        outline = PeakOutline(sampleRateHz: sampleRateHz)
    }

    mutating func append(_ block: AudioBuffer) {
        outline.append(block)
        var start = 0
        while start < block.frameCount {
            let count = min(sampleRateHz - currentFrameCount, block.frameCount - start)
            for channel in block.channels {
                var sum = 0.0
                for i in start..<(start + count) { sum += Double(channel[i]) * Double(channel[i]) }
                currentEnergy += sum
            }
            currentFrameCount += count
            currentSampleCount += count * block.channelCount
            start += count
            if currentFrameCount == sampleRateHz { endSecond() }
        }
    }

    private mutating func endSecond() {
        seconds.append(currentEnergy / Double(currentSampleCount))
        energy += currentEnergy
        sampleCount += currentSampleCount
        (currentEnergy, currentSampleCount, currentFrameCount) = (0, 0, 0)
    }

    /// Root mean square in dB relative to full scale; `nil` for digital silence.
    var decibels: Double? {
        let total = energy + currentEnergy
        let count = sampleCount + currentSampleCount
        return total > 0 ? 10 * log10(total / Double(count)) : nil
    }

    /// Share of the seconds that are active; a last second that is not full counts as one.
    func activity(rangeDecibels: Double, floorDBFS: Double) -> Double {
        var seconds = seconds
        if currentSampleCount > 0 { seconds.append(currentEnergy / Double(currentSampleCount)) }
        guard let loudest = seconds.max() else { return 0 }
        let threshold = max(pow(10, floorDBFS / 10), loudest * pow(10, -rangeDecibels / 10))
        return Double(seconds.count { $0 > threshold }) / Double(seconds.count)
    }
}
