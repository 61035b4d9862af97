import Glibc

/// Lowers the sampling rate of a stream by a whole factor: a linear-phase low-pass filter (windowed sinc, Kaiser),
/// evaluated only where a sample is kept. Output sample `k` lies exactly at input sample `k * factor`.
public struct Decimator: Sendable {
    /// Input samples per output sample.
    public let factor: Int
    private let taps: [Float]
    private var pending: [Float]

    /// A decimator that passes frequencies up to 80 % of the new Nyquist frequency and stops those above 120 %.
    public init(factor: Int) {
        precondition(factor > 1)
        self.factor = factor
        let half = 16 * factor
        let beta = 7.0
        var taps = (0..<2 * half).map { i -> Double in
            // The tap at `half` is the centre; the one at 0 falls outside the window.
            let x = Double(i - half)
            let edge = x / Double(half)
            let sinc = x == 0 ? 1 : sin(.pi * x / Double(factor)) / (.pi * x / Double(factor))
            return sinc * besselI0(beta * (max(0, 1 - edge * edge)).squareRoot()) / besselI0(beta)
        }
        let sum = taps.reduce(0, +)
        for i in taps.indices { taps[i] /= sum }
        self.taps = taps.map(Float.init)
        pending = Array(repeating: 0, count: half)
    }

    /// The output samples that the next input samples complete.
    public mutating func append(_ samples: Span<Float>) -> [Float] {
        pending.reserveCapacity(pending.count + samples.count)
        for i in samples.indices { pending.append(samples[i]) }
        return drain()
    }

    /// The output samples at the end of the stream.
    public mutating func finish() -> [Float] {
        pending += Array(repeating: 0, count: taps.count / 2 - 1)
        return drain()
    }

    private mutating func drain() -> [Float] {
        let count = pending.count < taps.count ? 0 : (pending.count - taps.count) / factor + 1
        var output = [Float](repeating: 0, count: count)
        let (signal, coefficients) = (pending, taps)
        let (input, taps) = (signal.span, coefficients.span)
        for k in 0..<count {
            let base = k * factor
            var sum = SIMD8<Float>.zero
            var i = 0
            while i < taps.count {
                var x = SIMD8<Float>.zero
                var h = SIMD8<Float>.zero
                for lane in 0..<8 {
                    x[lane] = input[base + i + lane]
                    h[lane] = taps[i + lane]
                }
                sum += x * h
                i += 8
            }
            output[k] = sum.sum()
        }
        pending.removeFirst(count * factor)
        return output
    }
}

/// The modified Bessel function of the first kind and order zero, by its power series.
private func besselI0(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for k in 1..<40 {
        term *= (x / 2 / Double(k)) * (x / 2 / Double(k))
        sum += term
    }
    return sum
}
