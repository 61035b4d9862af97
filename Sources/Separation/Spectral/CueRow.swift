/// All cues of one frame.
struct CueRow {
    private static let binCount = SegmentCues.binCount

    /// `values[cue * binCount + bin]`.
    private(set) var values = [Float](repeating: 0, count: Cue.allCases.count * binCount)

    /// Sets a cue, bin by bin.
    @inline(__always)
    mutating func set(_ cue: Cue, _ value: (Int) -> Float) {
        let start = cue.rawValue * Self.binCount
        for k in 0..<Self.binCount { values[start + k] = min(Cue.limit, max(-Cue.limit, value(k))) }
    }
}
