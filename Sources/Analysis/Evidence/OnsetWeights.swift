import Interpretation

/// How likely the peaks of a part's onset strength are onsets of a voice: a logistic regression.
struct OnsetWeights: Sendable {
    /// Weight of each number in `OnsetCandidates.measured(at:)`.
    let weights: [Float]
    /// Log odds of an onset where all numbers are 0.
    let constant: Float
    /// Log odds above which a peak is an onset.
    let threshold: Float
    /// How much later than the notes the peaks are.
    let delaySeconds: Double

    /// Log odds that an onset is where these numbers were measured.
    func logOdds(_ measured: [Float]) -> Float {
        zip(weights, measured).reduce(constant) { $0 + $1.0 * $1.1 }
    }
}
