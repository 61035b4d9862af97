internal import DSP

/// Rounding floats to integers for a file: to the nearest step, with everything beyond full scale clipped.
enum SampleRounding {
    /// Interleaves planar samples as integers of `bitCount` bits, left-aligned in 32, and counts those clipped.
    ///
    /// Full scale 1 corresponds to `2^(bitCount - 1)` steps, so that what was read from a file of as many bits comes
    /// out as it was. A sample that is not a number becomes silence and counts as clipped.
    static func integers(_ block: AudioBuffer, bitCount: Int) -> (samples: [Int32], clippedCount: Int) {
        let (channelCount, frameCount) = (block.channelCount, block.frameCount)
        let scale = Float(1 << (bitCount - 1))
        let highest = scale - 1
        let shift = Int32(32 - bitCount)
        var samples = [Int32](repeating: 0, count: channelCount * frameCount)
        var clippedCount = 0
        for channel in 0..<channelCount {
            let input = block.channels[channel]
            for i in 0..<frameCount {
                var value = (input[i] * scale).rounded(.toNearestOrEven)
                if !(value >= -scale && value <= highest) {
                    clippedCount += 1
                    value = value > 0 ? highest : value < 0 ? -scale : 0
                }
                samples[i * channelCount + channel] = Int32(value) << shift
            }
        }
        return (samples, clippedCount)
    }

    /// Interleaves planar samples unchanged.
    static func floats(_ block: AudioBuffer) -> [Float] {
        let channelCount = block.channelCount
        var samples = [Float](repeating: 0, count: channelCount * block.frameCount)
        for channel in 0..<channelCount {
            let input = block.channels[channel]
            for i in input.indices { samples[i * channelCount + channel] = input[i] }
        }
        return samples
    }
}
