/// What a front end (a network, or onset features) says about the pulse of a song, frame by frame.
struct PulseEvidence: Sendable {
    /// Probability, 0...1, that a beat of any kind falls on the frame.
    var beat: [Float]
    /// Probability, 0...1, that a bar begins on the frame; at most that of `beat`.
    var downbeat: [Float]

    /// How many frames there are.
    var frameCount: Int { beat.count }
}
