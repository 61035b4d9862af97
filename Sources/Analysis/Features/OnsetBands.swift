/// How suddenly energy arrives in a few bands of a part of a song, and how much there is, over time.
struct OnsetBands: Sendable, Equatable {
    /// Frames per second.
    static let frameRateHz = 100.0
    /// The groups of bands end here, in hertz; the last is open.
    static let groupEdgesHz = [120.0, 250, 500, 1000, 2000, 4000, 8000]
    static let groupCount = groupEdgesHz.count + 1
    /// Frames that one row of `timbre` sums up.
    static let framesPerTimbreRow = 10
    static let timbreBandCount = 24

    /// Onset strength [frames, groupCount]: rise of the bands' logarithmic levels.
    var flux: [Float16] = []
    /// Mean logarithmic level [frames, groupCount].
    var levels: [Float16] = []
    /// Mean square of the samples by frame.
    var power: [Float] = []
    /// Mean logarithmic band levels [frames / framesPerTimbreRow, timbreBandCount].
    var timbre: [Float16] = []

    var frameCount: Int { power.count }
}
