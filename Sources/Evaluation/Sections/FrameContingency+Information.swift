internal import Glibc

extension FrameContingency {
    /// Information that the labels share, in nats: as it is, adjusted for chance, and normalised by the geometric mean
    /// of the entropies (Vinh, Epps & Bailey, "Information theoretic measures for clusterings comparison", Journal of
    /// Machine Learning Research, 2010).
    public var mutualInformation: (raw: Double, adjusted: Double, normalised: Double) {
        let total = Double(frameCount)
        var raw = 0.0
        for (r, row) in counts.enumerated() {
            for (e, count) in row.enumerated() where count > 0 {
                let expected = Double(referenceCounts[r]) * Double(estimateCounts[e])
                raw += Double(count) / total * log(total * Double(count) / expected)
            }
        }
        if counts.count <= 1, estimateCounts.count <= 1 { return (raw, 1, 1) }
        let (reference, estimate) = (Self.entropy(referenceCounts), Self.entropy(estimateCounts))
        let expected = expectedMutualInformation
        return (
            raw, (raw - expected) / (max(reference, estimate) - expected),
            raw / max((reference * estimate).squareRoot(), 1e-10)
        )
    }

    /// What labels dealt at random would share, in nats (Vinh et al., theorem 2).
    private var expectedMutualInformation: Double {
        var logFactorial = [0.0]
        for number in stride(from: 1, through: frameCount, by: 1) {
            logFactorial.append(logFactorial[number - 1] + log(Double(number)))
        }
        let total = Double(frameCount)
        var sum = 0.0
        for a in referenceCounts {
            for b in estimateCounts {
                let fixed =
                    logFactorial[a] + logFactorial[b] + logFactorial[frameCount - a] + logFactorial[frameCount - b]
                    - logFactorial[frameCount]
                for n in stride(from: max(1, a + b - frameCount), through: min(a, b), by: 1) {
                    let probability = exp(
                        fixed - logFactorial[n] - logFactorial[a - n] - logFactorial[b - n]
                            - logFactorial[frameCount - a - b + n])
                    sum += Double(n) / total * log(total * Double(n) / (Double(a) * Double(b))) * probability
                }
            }
        }
        return sum
    }

    /// Conditional entropies, normalised to 0...1: over-segmentation is low where the reference's labels are split,
    /// under-segmentation where they are joined (Lukashevich, "Towards quantitative measures of evaluating song
    /// segmentation", ISMIR 2008). Over-segmentation takes the place of precision.
    public var normalisedConditionalEntropy: PrecisionRecall {
        conditionalEntropy(
            referenceNorm: log(Double(referenceCounts.count)), estimateNorm: log(Double(estimateCounts.count)))
    }

    /// The same, normalised by the entropies themselves (Rosenberg & Hirschberg, "V-measure", EMNLP 2007).
    public var vMeasure: PrecisionRecall {
        conditionalEntropy(
            referenceNorm: Self.entropy(referenceCounts), estimateNorm: Self.entropy(estimateCounts))
    }

    private func conditionalEntropy(referenceNorm: Double, estimateNorm: Double) -> PrecisionRecall {
        let joint = Self.entropy(counts.flatMap { $0 })
        let estimateGivenReference = joint - Self.entropy(referenceCounts)
        let referenceGivenEstimate = joint - Self.entropy(estimateCounts)
        return PrecisionRecall(
            precision: estimateNorm > 0 ? 1 - estimateGivenReference / estimateNorm : 0,
            recall: referenceNorm > 0 ? 1 - referenceGivenEstimate / referenceNorm : 0)
    }

    /// Entropy in nats of a label's distribution over the frames.
    private static func entropy(_ counts: [Int]) -> Double {
        let total = Double(counts.reduce(0, +))
        return counts.reduce(0) { sum, count in
            guard count > 0 else { return sum }
            return sum - Double(count) / total * log(Double(count) / total)
        }
    }
}
