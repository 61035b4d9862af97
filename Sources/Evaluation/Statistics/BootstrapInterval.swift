/// A mean with the interval in which it would lie in 95 % of such samples of songs (percentile bootstrap; Efron &
/// Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
public struct BootstrapInterval: Equatable, Sendable {
    /// Mean of the values.
    public let mean: Double
    /// 2.5th percentile of the means of the resamples.
    public let low: Double
    /// 97.5th percentile.
    public let high: Double

    /// Resamples values, always in the same way.
    ///
    /// - Parameters:
    ///   - values: one per song.
    ///   - resampleCount: how often as many values are drawn with replacement.
    ///   - seed: seed of the generator.
    /// - Returns: `nil` of no values.
    public init?(_ values: [Double], resampleCount: Int = 10_000, seed: UInt64 = 1) {
        precondition(resampleCount > 0, "at least one resample")
        guard !values.isEmpty else { return nil }
        mean = values.reduce(0, +) / Double(values.count)
        var generator = SplitMix64(seed: seed)
        var means: [Double] = []
        means.reserveCapacity(resampleCount)
        for _ in 0..<resampleCount {
            var sum = 0.0
            for _ in values.indices { sum += values[generator.index(below: values.count)] }
            means.append(sum / Double(values.count))
        }
        means.sort()
        low = Self.quantile(0.025, of: means)
        high = Self.quantile(0.975, of: means)
    }

    /// Between the neighbouring values, in proportion.
    private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
    }
}
