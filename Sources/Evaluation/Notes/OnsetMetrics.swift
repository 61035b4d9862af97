/// Measures of onset detection.
public enum OnsetMetrics {
    /// Onsets hit within `window` seconds on either side (Böck, Krebs & Schedl, "Evaluating the online capabilities of
    /// onset detection methods", ISMIR 2012).
    public static func detection(
        reference: EventTimes, estimate: EventTimes, window: Double = 0.05
    ) -> PrecisionRecall {
        let matching = EventMatching.matching(
            reference: reference.seconds, estimate: estimate.seconds, window: window)
        return PrecisionRecall(
            hits: matching.count, referenceCount: reference.count, estimateCount: estimate.count)
    }
}
