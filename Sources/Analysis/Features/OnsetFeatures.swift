/// How suddenly energy arrives in a few bands of a recording, and what it sounds like, over time.
struct OnsetFeatures: Sendable {
    /// Frames per second of `flux` and `power`.
    static let frameRateHz = 100.0
    /// Bands of `flux`: up to 150 Hz (kick drum, bass), 500 Hz, 2 kHz, 6 kHz, and above.
    static let bandEdgesHz = [150.0, 500, 2000, 6000]
    static let bandCount = bandEdgesHz.count + 1
    /// Frames that one row of `timbre` sums up.
    static let framesPerTimbreRow = 10
    static let timbreBandCount = 24

    /// Onset strength [frames, bandCount].
    var flux: [Float] = []
    /// Mean square of the samples by frame.
    var power: [Float] = []
    /// Mean logarithmic band levels [frames / framesPerTimbreRow, timbreBandCount].
    var timbre: [Float] = []

    var frameCount: Int { power.count }
}
