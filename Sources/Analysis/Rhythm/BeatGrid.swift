/// Beat times in seconds with what is known about each.
struct BeatGrid: Sendable {
    var times: [Double] = []
    /// Confidence of each beat, 0...1.
    var confidences: [Double] = []
    /// Beats per minute over the whole song.
    var bpm = 0.0
    /// Tempo by stretches.
    var tempoMap: [(startSeconds: Double, bpm: Double)] = []

    var isConstant: Bool { tempoMap.count == 1 }
    var count: Int { times.count }
}
