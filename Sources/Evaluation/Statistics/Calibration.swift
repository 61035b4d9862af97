/// How confidences compare with what comes true.
public enum Calibration {
    /// The expected calibration error (Naeini, Cooper & Hauskrecht, AAAI 2015; Guo et al., ICML 2017): the mean
    /// distance between confidence and share of right answers, over bins of equal width, weighted by the answers in
    /// them.
    ///
    /// - Returns: 0 for confidences that mean what they say; `nil` without answers.
    public static func expectedError(_ answers: [SongEvaluation.Reliability], binCount: Int = 10) -> Double? {
        precondition(binCount > 0, "at least one bin")
        guard !answers.isEmpty else { return nil }
        // Confidence and right answers, summed by bin.
        var bins = [(confidence: Double, right: Double)](repeating: (0, 0), count: binCount)
        for answer in answers {
            let confidence = answer.confidence.isFinite ? min(1, max(0, answer.confidence)) : 0
            let bin = min(binCount - 1, Int(confidence * Double(binCount)))
            bins[bin].confidence += confidence
            bins[bin].right += answer.isRight ? 1 : 0
        }
        return bins.reduce(0) { $0 + abs($1.confidence - $1.right) } / Double(answers.count)
    }
}
