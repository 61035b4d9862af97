import Glibc

/// A Kaiser-windowed sinc low-pass filter, cut into one row of taps per fraction of a sample.
///
/// The pass band reaches 0.9 of the lower of the two Nyquist frequencies and the stop band (100 dB by design) begins at
/// that frequency. Method: J. O. Smith, "Digital Audio Resampling"; J. F. Kaiser's window design formulas.
struct ResamplerFilter: Sendable {
    /// Number of taps of a row, a multiple of 16.
    let tapCount: Int
    /// Number of fractions of a sample that have a row of their own; row `phaseCount` is row 0 one sample later.
    let phaseCount: Int
    /// `phaseCount + 1` rows of `tapCount` taps.
    let taps: [Float]

    /// - Parameters:
    ///   - rateRatio: Output rate over input rate.
    ///   - phaseCount: Number of rows.
    init(rateRatio: Double, phaseCount: Int) {
        let attenuation = 100.0
        let lowerNyquist = min(1, rateRatio)  // in units of the input's Nyquist frequency
        let transition = 0.1 * lowerNyquist
        let cutoff = lowerNyquist - transition / 2
        let length = (attenuation - 8) / (2.285 * Double.pi * transition)
        let tapCount = (Int(length.rounded(.up)) + 2 + 15) / 16 * 16
        let halfWidth = length / 2
        let beta = 0.1102 * (attenuation - 8.7)

        var taps = [Float](repeating: 0, count: (phaseCount + 1) * tapCount)
        var row = [Double](repeating: 0, count: tapCount)
        for phase in 0...phaseCount {
            let fraction = Double(phase) / Double(phaseCount)
            var sum = 0.0
            for tap in 0..<tapCount {
                let time = Double(tap - (tapCount / 2 - 1)) - fraction
                row[tap] = Self.sinc(cutoff * time) * Self.kaiser(time / halfWidth, beta: beta)
                sum += row[tap]
            }
            // Every row passes a constant exactly, or the rows' small differences would modulate it.
            for tap in 0..<tapCount { taps[phase * tapCount + tap] = Float(row[tap] / sum) }
        }
        (self.tapCount, self.phaseCount, self.taps) = (tapCount, phaseCount, taps)
    }

    private static func sinc(_ x: Double) -> Double { x == 0 ? 1 : sin(.pi * x) / (.pi * x) }

    private static func kaiser(_ x: Double, beta: Double) -> Double {
        abs(x) >= 1 ? 0 : besselI0(beta * (1 - x * x).squareRoot()) / besselI0(beta)
    }

    /// The modified Bessel function of the first kind and order 0, by its power series.
    private static func besselI0(_ x: Double) -> Double {
        var (sum, term, k) = (1.0, 1.0, 1.0)
        while term > sum * 1e-17 {
            term *= (x / (2 * k)) * (x / (2 * k))
            sum += term
            k += 1
        }
        return sum
    }
}
