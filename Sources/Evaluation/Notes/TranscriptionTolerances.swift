/// How far an estimated note may be from a reference note that it counts as (MIREX Multiple Fundamental Frequency
/// Estimation & Tracking, task 2).
public struct TranscriptionTolerances: Equatable, Sendable {
    /// Largest distance of onsets in seconds.
    public var onset = 0.05
    /// Largest distance of pitches in cents.
    public var pitchCents = 50.0
    /// Largest distance of offsets as a share of the reference note's length ...
    public var offsetRatio = 0.2
    /// ... but no less than this, in seconds.
    public var minimumOffset = 0.05
    /// Largest distance of velocities, once fitted, as a share of the reference's range.
    public var velocity = 0.1

    /// The tolerances of the field.
    public init() {}
}
