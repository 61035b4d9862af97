/// All scores of a sequence of beats against a reference.
public struct BeatScores: Equatable, Sendable {
    /// F-measure within 70 ms.
    public var fMeasure: Double
    /// Cemgil's accuracy.
    public var cemgil: Double
    /// Cemgil's accuracy at the metrical level that fits best.
    public var cemgilBestMetricalLevel: Double
    /// Goto's score, 0 or 1.
    public var goto: Double
    /// McKinney's P-score.
    public var pScore: Double
    /// Continuity at the correct and at any metrical level.
    public var continuity: BeatContinuity
    /// Information gain, 0...1.
    public var informationGain: Double

    /// Scores beats as they are; the custom of the field is to trim both sequences first (`EventTimes.trimmed`).
    public init(reference: EventTimes, estimate: EventTimes) {
        fMeasure = BeatMetrics.fMeasure(reference: reference, estimate: estimate)
        (cemgil, cemgilBestMetricalLevel) = BeatMetrics.cemgil(reference: reference, estimate: estimate)
        goto = BeatMetrics.goto(reference: reference, estimate: estimate)
        pScore = BeatMetrics.pScore(reference: reference, estimate: estimate)
        continuity = BeatMetrics.continuity(reference: reference, estimate: estimate)
        informationGain = BeatMetrics.informationGain(reference: reference, estimate: estimate)
    }
}
