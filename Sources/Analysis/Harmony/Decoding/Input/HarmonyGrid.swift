/// The cells of a song: where they are in time, in beats and in bars.
struct HarmonyGrid: Sendable {
    /// Edges of the cells in seconds, one more than cells, from 0 to the song's end.
    let boundaries: [Double]
    /// 0 for the first and 1 for the second half of a beat, by cell; empty without a pulse.
    let positionInBeat: [Int]
    /// Beat in the bar from 0, by cell; `nil` where it is not known.
    let beatInBar: [Int?]
    /// Beats of a bar; 0 where there are no bars.
    let beatsPerBar: Int
    /// Times of the song's beats in seconds, which spans are counted in; empty without a pulse.
    let beatTimes: [Double]

    /// Cells of half a beat. The arrays have one entry for each cell, `boundaries` one more, in ascending order.
    init(
        boundaries: [Double], positionInBeat: [Int], beatInBar: [Int?], beatsPerBar: Int, beatTimes: [Double] = []
    ) {
        precondition(positionInBeat.count == max(0, boundaries.count - 1))
        precondition(beatInBar.count == positionInBeat.count)
        self.boundaries = boundaries
        self.positionInBeat = positionInBeat
        self.beatInBar = beatInBar
        self.beatsPerBar = beatsPerBar
        self.beatTimes = beatTimes
    }

    /// Cells of one length for a song without a pulse.
    init(durationSeconds: Double, cellSeconds: Double) {
        precondition(cellSeconds > 0)
        let count = durationSeconds > 0 ? max(1, Int((durationSeconds / cellSeconds).rounded())) : 0
        boundaries = count == 0 ? [] : (0...count).map { Double($0) * durationSeconds / Double(count) }
        positionInBeat = []
        beatInBar = []
        beatsPerBar = 0
        beatTimes = []
    }

    /// Number of cells.
    var cellCount: Int { max(0, boundaries.count - 1) }

    /// Whether cells are halves of beats.
    var hasPulse: Bool { !positionInBeat.isEmpty }

    /// Whether a beat begins with a cell; without a pulse, any cell will do.
    func isBeat(_ cell: Int) -> Bool { !hasPulse || positionInBeat[cell] == 0 }

    /// Whether a bar begins with a cell.
    func isDownbeat(_ cell: Int) -> Bool { hasPulse && positionInBeat[cell] == 0 && beatInBar[cell] == 0 }
}
