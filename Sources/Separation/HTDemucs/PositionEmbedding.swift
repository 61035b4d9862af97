internal import Glibc
internal import Tensors

/// Sines and cosines that tell the transformer where a token is (Vaswani et al., 2017).
///
/// Computed in single precision and in the reference's order of operations: at high positions the rounding of the
/// phase is more than what is left of it.
enum PositionEmbedding {
    /// Positions in time: the cosines of all frequencies, then the sines. Shape [count, channels].
    static func temporal(count: Int, channels: Int, longestPeriod: Double) -> Tensor {
        let half = channels / 2
        var values = [Float](repeating: 0, count: count * channels)
        for i in 0..<half {
            let divisor = powf(Float(longestPeriod), Float(i) / Float(half - 1))
            for position in 0..<count {
                let phase = Float(position) / divisor
                values[position * channels + i] = cosf(phase)
                values[position * channels + half + i] = sinf(phase)
            }
        }
        return Tensor(values, shape: Shape(count, channels))
    }

    /// Positions in time and frequency, frequency running fastest: half of the channels for either, sine and cosine in
    /// turn, time first. Shape [frames * bins, channels].
    static func planar(frames: Int, bins: Int, channels: Int, longestPeriod: Double) -> Tensor {
        let half = channels / 2
        var values = [Float](repeating: 0, count: frames * bins * channels)
        for i in stride(from: 0, to: half, by: 2) {
            let factor = expf(Float(i) * Float(-log(longestPeriod) / Double(half)))
            for frame in 0..<frames {
                for bin in 0..<bins {
                    let token = (frame * bins + bin) * channels
                    values[token + i] = sinf(Float(frame) * factor)
                    values[token + i + 1] = cosf(Float(frame) * factor)
                    values[token + half + i] = sinf(Float(bin) * factor)
                    values[token + half + i + 1] = cosf(Float(bin) * factor)
                }
            }
        }
        return Tensor(values, shape: Shape(frames * bins, channels))
    }
}
