internal import Glibc

/// How close an estimated signal is to the true one, in decibels (Le Roux, Wisdom, Erdogan & Hershey, "SDR –
/// Half-baked or Well Done?", ICASSP 2019). Channels are taken together, as one long signal.
public enum SignalToDistortionRatio {
    /// `10 log10(|reference|² / |reference - estimate|²)`: the error counts in full, a wrong level included, so that
    /// silence scores 0 dB.
    ///
    /// - Parameters:
    ///   - estimate: samples by channel, in the shape of `reference`.
    ///   - reference: samples by channel.
    /// - Returns: `nil` for a silent reference, against which nothing can be measured; infinity for a perfect estimate.
    public static func plain(estimate: [[Float]], reference: [[Float]]) -> Double? {
        let sums = Products(estimate: estimate, reference: reference)
        guard sums.reference > 0 else { return nil }
        return 10 * log10(sums.reference / sums.error)
    }

    /// The same after scaling the reference to the estimate (equations 3 and 4 of the paper), so that the estimate's
    /// level does not count.
    ///
    /// - Returns: `nil` for a silent reference; minus infinity for an estimate that has nothing of it.
    public static func scaleInvariant(estimate: [[Float]], reference: [[Float]]) -> Double? {
        let sums = Products(estimate: estimate, reference: reference)
        guard sums.reference > 0 else { return nil }
        let target = sums.cross * sums.cross / sums.reference
        guard target > 0 else { return -.infinity }
        // Rounding may take the difference of two near-equal sums below zero.
        return 10 * log10(target / max(0, sums.estimate - target))
    }
}

/// The inner products that the ratios are made of, summed in double precision.
private struct Products {
    var reference = 0.0
    var estimate = 0.0
    var cross = 0.0
    var error = 0.0

    init(estimate estimates: [[Float]], reference references: [[Float]]) {
        precondition(estimates.count == references.count, "estimate and reference differ in channels")
        for (estimate, reference) in zip(estimates, references) {
            precondition(estimate.count == reference.count, "estimate and reference differ in length")
            for i in reference.indices {
                let (s, e) = (Double(reference[i]), Double(estimate[i]))
                self.reference += s * s
                self.estimate += e * e
                cross += s * e
                error += (s - e) * (s - e)
            }
        }
    }
}
