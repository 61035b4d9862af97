/// Measures of where sections begin, whatever they are called.
public enum BoundaryMetrics {
    /// Boundaries, the ends included, hit within `window` seconds (Turnbull et al., "A supervised approach for
    /// detecting boundaries in music using difference features and boosting", ISMIR 2007).
    ///
    /// - Parameter trimsEnds: whether the first and the last boundary, which everybody finds, are left out.
    public static func detection(
        reference: LabelledSpans, estimate: LabelledSpans, window: Double, trimsEnds: Bool = false
    ) -> PrecisionRecall {
        let (references, estimates) = boundaries(reference, estimate, trimsEnds: trimsEnds)
        let matching = EventMatching.matching(reference: references, estimate: estimates, window: window)
        return PrecisionRecall(
            hits: matching.count, referenceCount: references.count, estimateCount: estimates.count)
    }

    /// Median distances in seconds from each reference boundary to the nearest estimate and the other way round
    /// (Turnbull et al., 2007); `nil` where either has no boundaries.
    public static func deviation(
        reference: LabelledSpans, estimate: LabelledSpans, trimsEnds: Bool = false
    ) -> (referenceToEstimate: Double, estimateToReference: Double)? {
        let (references, estimates) = boundaries(reference, estimate, trimsEnds: trimsEnds)
        guard !references.isEmpty, !estimates.isEmpty,
            let forward = Median.of(references.map { BeatMetrics.nearest(to: $0, in: estimates).distance }),
            let backward = Median.of(estimates.map { BeatMetrics.nearest(to: $0, in: references).distance })
        else { return nil }
        return (forward, backward)
    }

    private static func boundaries(
        _ reference: LabelledSpans, _ estimate: LabelledSpans, trimsEnds: Bool
    ) -> ([Double], [Double]) {
        let (references, estimates) = (reference.boundaries, estimate.boundaries)
        guard trimsEnds else { return (references, estimates) }
        return (Array(references.dropFirst().dropLast()), Array(estimates.dropFirst().dropLast()))
    }
}
