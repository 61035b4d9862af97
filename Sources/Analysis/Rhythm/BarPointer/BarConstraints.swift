/// What is known about the bars of a song beforehand, such as a user's correction. Everything is honoured exactly:
/// paths that break it have probability 0.
struct BarConstraints: Sendable, Equatable {
    /// Slowest and fastest beat in beats per minute, to a frame; `nil` for that of the parameters, which it may exceed.
    var bpmRange: ClosedRange<Double>?
    /// The numbers of beats per bar to choose from, of 2...7; `nil` for all.
    var beatsPerBar: Set<Int>?
    /// Times in seconds at which a bar begins, to within 40 ms.
    var downbeatSeconds: [Double] = []

    /// No constraints.
    static let none = BarConstraints()

    /// The tempo is the given one to within a share of it, in beats per minute.
    static func tempo(bpm: Double, tolerance: Double = 0.04) -> BarConstraints {
        BarConstraints(bpmRange: bpm * (1 - tolerance)...bpm * (1 + tolerance))
    }
}
