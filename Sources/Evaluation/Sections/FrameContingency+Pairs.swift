extension FrameContingency {
    /// Pairs of frames that share a label: precision and recall of the estimate's (Levy & Sandler, 2008).
    public var pairwise: PrecisionRecall {
        let (both, reference, estimate) = pairs
        return PrecisionRecall(
            precision: estimate == 0 ? 0 : both / estimate, recall: reference == 0 ? 0 : both / reference)
    }

    /// Share of the pairs of frames on which both agree whether they share a label (Rand, "Objective criteria for the
    /// evaluation of clustering methods", Journal of the American Statistical Association, 1971).
    public var randIndex: Double {
        let (both, reference, estimate) = pairs
        let all = Self.pairs(frameCount)
        return all == 0 ? 0 : (all - reference - estimate + 2 * both) / all
    }

    /// The Rand index, 0 for chance and 1 for agreement (Hubert & Arabie, "Comparing partitions", Journal of
    /// Classification, 1985).
    public var adjustedRandIndex: Double {
        let isTrivial = counts.count <= 1 && estimateCounts.count <= 1
        if isTrivial || (counts.count == frameCount && estimateCounts.count == frameCount) { return 1 }
        let (both, reference, estimate) = pairs
        let expected = reference * estimate / Self.pairs(frameCount)
        return (both - expected) / ((reference + estimate) / 2 - expected)
    }

    /// Pairs with one label in both, in the reference, in the estimate.
    private var pairs: (both: Double, reference: Double, estimate: Double) {
        func total(_ counts: [Int]) -> Double { counts.reduce(0) { $0 + Self.pairs($1) } }
        return (counts.reduce(0) { $0 + total($1) }, total(referenceCounts), total(estimateCounts))
    }

    private static func pairs(_ count: Int) -> Double { Double(count) * Double(count - 1) / 2 }
}
