/// How likely a beat and the beginning of a bar are, 100 times a second.
struct RhythmActivations: Sendable, Equatable {
    static let frameRateHz = RhythmInput.frameRateHz

    /// Probability of a beat of any kind, by frame.
    var beat: [Float] = []
    /// Probability of a downbeat, by frame.
    var downbeat: [Float] = []
}
