/// The beats of a song if its tempo lies in one of three overlapping octaves.
struct TempoOctaveHypothesis: Sendable {
    /// The octaves, in beats per minute.
    static let octaves = [40.0...85.0, 70.0...140.0, 120.0...240.0]

    /// The octave, in beats per minute, as far as the constraints allow it.
    var bpmRange: ClosedRange<Double>
    /// The best path in it. Its confidences are not computed.
    var path: BarPath
    /// Share of this hypothesis among those found, by their log-probabilities weakened as the posterior of the meter
    /// is.
    var share: Double
}
