/// A note of a transcription.
public struct TranscribedNote: Hashable, Sendable {
    /// Start in seconds.
    public let onset: Double
    /// End in seconds.
    public let offset: Double
    /// Fundamental frequency in hertz.
    public let frequency: Double
    /// Loudness on any scale from zero on; MIDI's is 0...127.
    public let velocity: Double

    /// A note of positive length and frequency.
    public init(onset: Double, offset: Double, frequency: Double, velocity: Double = 0) throws(EvaluationError) {
        guard onset.isFinite, offset.isFinite, onset >= 0, offset > onset else {
            throw EvaluationError(
                "A note lasts from \(onset) to \(offset) s; give a start from zero on and a later end.")
        }
        guard frequency.isFinite, frequency > 0 else {
            throw EvaluationError("A note has a frequency of \(frequency) Hz; give a positive one.")
        }
        guard velocity.isFinite, velocity >= 0 else {
            throw EvaluationError("A note has a velocity of \(velocity); give zero or more.")
        }
        self.onset = onset
        self.offset = offset
        self.frequency = frequency
        self.velocity = velocity
    }

    /// Length in seconds.
    public var duration: Double { offset - onset }
}
