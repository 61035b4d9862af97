import Tensors

/// How much a curve resembles itself after a time: its autocorrelation over all lags that tempo needs.
struct Periodicity: Sendable {
    /// Autocorrelation by lag in frames, 1 at lag 0.
    let autocorrelation: [Float]

    /// The autocorrelation of `curve` with its mean taken out, up to `maximumLag`.
    init(_ curve: [Float], maximumLag: Int) {
        let mean = curve.reduce(0, +) / Float(max(1, curve.count))
        let centred = curve.map { $0 - mean }
        let lagCount = min(maximumLag + 1, curve.count)
        var result = (0..<lagCount).map { lag -> Float in
            dotProduct(centred.span, centred.span.extracting(lag...)) / Float(curve.count - lag)
        }
        if let power = result.first, power > 0 {
            for i in result.indices { result[i] /= power }
        }
        autocorrelation = result
    }

    /// The value at a fractional lag, zero beyond the known lags.
    func value(atLag lag: Double) -> Float {
        let low = Int(lag)
        guard low >= 0, low + 1 < autocorrelation.count else { return 0 }
        let fraction = Float(lag - Double(low))
        return autocorrelation[low] * (1 - fraction) + autocorrelation[low + 1] * fraction
    }

    /// The mean over the first multiples of a period, each with 1.5 % of tolerance: a comb (Klapuri et al., Analysis
    /// of the Meter of Acoustic Musical Signals, 2006).
    func combStrength(period: Double, toothCount: Int = 4) -> Float {
        var sum: Float = 0
        for tooth in 1...toothCount {
            let lag = period * Double(tooth)
            var best = value(atLag: lag)
            var offset = 1.0
            while offset <= 0.015 * lag {
                best = max(best, value(atLag: lag - offset), value(atLag: lag + offset))
                offset += 1
            }
            sum += best
        }
        return sum / Float(toothCount)
    }
}

/// The sum of products over the shorter of two spans.
func dotProduct(_ left: Span<Float>, _ right: Span<Float>) -> Float {
    let count = min(left.count, right.count)
    var sum = SIMD8<Float>.zero
    var i = 0
    while i + 8 <= count {
        var a = SIMD8<Float>.zero
        var b = SIMD8<Float>.zero
        for lane in 0..<8 {
            a[lane] = left[i + lane]
            b[lane] = right[i + lane]
        }
        sum += a * b
        i += 8
    }
    var total = sum.sum()
    while i < count {
        total += left[i] * right[i]
        i += 1
    }
    return total
}
