internal import DSP
internal import Glibc

/// The level of a mix minus the sum of its stems, from streams that arrive in blocks of their own sizes.
struct ResidualMeter {
    /// Frames that not every stream has reached yet, by channel.
    private var pending: [[Float]] = []
    private var firstPending = 0
    private var positions: [Int]
    private var energy = 0.0
    private var sampleCount = 0

    /// A meter for a mix and so many stems.
    init(stemCount: Int) { positions = Array(repeating: 0, count: 1 + stemCount) }

    /// Adds a block of a stream (0 is the mix) with its sign.
    mutating func append(_ block: AudioBuffer, stream: Int, sign: Float) {
        if pending.isEmpty { pending = Array(repeating: [], count: block.channelCount) }
        let start = positions[stream] - firstPending
        for (channel, samples) in block.channels.enumerated() where channel < pending.count {
            let missing = start + samples.count - pending[channel].count
            if missing > 0 { pending[channel].append(contentsOf: repeatElement(0, count: missing)) }
            unsafe pending[channel].withUnsafeMutableBufferPointer { target in
                for i in samples.indices { unsafe target[start + i] += sign * samples[i] }
            }
        }
        positions[stream] += block.frameCount
        settle()
    }

    /// Root mean square in dB relative to full scale; `nil` where the stems sum to the mix exactly or nothing was heard.
    var decibels: Double? {
        energy > 0 ? 10 * log10(energy / Double(max(1, sampleCount))) : nil
    }

    private mutating func settle() {
        let common = (positions.min() ?? 0) - firstPending
        // In large steps, so that the front is not cut off sample by sample.
        guard common > 1 << 15 || (common > 0 && common == pending[0].count) else { return }
        for channel in pending.indices {
            for sample in pending[channel][..<common] { energy += Double(sample) * Double(sample) }
            pending[channel].removeFirst(common)
        }
        sampleCount += common * pending.count
        firstPending += common
    }
}
