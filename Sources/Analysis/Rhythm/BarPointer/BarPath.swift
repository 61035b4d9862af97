/// Beats and bars of a song as a bar pointer walks through them.
struct BarPath: Sendable {
    /// A run of beats from one bar line to the next.
    struct Bar: Sendable, Equatable {
        /// Index of its first beat.
        var firstBeat: Int
        /// How many beats it has.
        var beatCount: Int
        /// Beats per bar of the meter in force.
        var meter: Int
        /// Whether its first beat is position 0: otherwise it is the pick-up, or was begun before the song.
        var isBegun: Bool
        /// Whether a bar line follows: otherwise the song ends in it.
        var isEnded: Bool

        /// Whether it is a whole bar of another length than its meter says.
        var isIrregular: Bool { isBegun && isEnded && beatCount != meter }
    }

    /// Times of the beats in frames, between frames where the evidence has a peak.
    var frames: [Double] = []
    /// Position of each beat in its bar, from 0.
    var positions: [Int] = []
    /// Beats per bar of the meter in force at each beat.
    var meters: [Int] = []
    /// Whether the evidence has a peak at each beat; the other beats continue the grid.
    var isObserved: [Bool] = []
    /// Joint log-probability of path and evidence, but for normalisers. Paths on the same evidence compare.
    var logProbability = -Double.infinity
    /// Slowest and fastest beat the path was chosen from, in beats per minute.
    var bpmRange = 0.0...0.0
    /// Beats per minute: the slope of a line through the beats where they lie on one, else the usual local tempo.
    var bpm = 0.0

    /// Posterior probability, 0...1, of a beat within 35 ms of each beat; empty until computed.
    var beatConfidences: [Double] = []
    /// Posterior probability, 0...1, of a bar line within 35 ms of each beat; empty until computed.
    var downbeatConfidences: [Double] = []
    /// Posterior probability of each number of beats per bar for the song as a whole, given the beats.
    var meterPosterior: [Int: Double] = [:]
    /// The frames on which the beats begin for the model, before they were moved to peaks of the evidence.
    var onsetFrames: [Int] = []

    var beatCount: Int { frames.count }

    /// The bars in order.
    var bars: [Bar] {
        var bars: [Bar] = []
        for beat in positions.indices {
            if beat == 0 || positions[beat] == 0 {
                if !bars.isEmpty { bars[bars.count - 1].isEnded = true }
                bars.append(
                    Bar(
                        firstBeat: beat, beatCount: 0, meter: meters[beat], isBegun: positions[beat] == 0,
                        isEnded: false))
            }
            bars[bars.count - 1].beatCount += 1
        }
        return bars
    }

    /// Beats in each bar.
    var beatsPerBar: [Int] { bars.map(\.beatCount) }

    /// Times of the beats in seconds.
    func seconds(frameRateHz: Double = 100) -> [Double] { frames.map { $0 / frameRateHz } }
}
