import Glibc

/// Takes the jitter out of beats that were each located by themselves: a song that was made with a click gets the
/// straight line, other songs lines through neighbouring beats.
struct BeatSmoothing {
    /// Local lines may deviate so far, in seconds, from the line through the whole song before the tempo changes.
    private static let straightSeconds = 0.012
    /// Beats to either side of a local line.
    private static let radius = 5.0

    /// Times of the beats in seconds.
    let times: [Double]
    /// How well each beat is located.
    let weights: [Double]

    /// Smooth times with tempo and tempo map; empty for fewer than four beats.
    func grid() -> BeatGrid {
        guard times.count >= 4 else { return BeatGrid() }
        let line = LineFit(times, weights: weights, centre: Double(times.count) / 2, radius: .infinity)
        var smooth = times.indices.map { index in
            LineFit(times, weights: weights, centre: Double(index), radius: BeatSmoothing.radius)
                .value(at: Double(index))
        }
        smooth[0] = max(0, smooth[0])
        for index in 1..<smooth.count { smooth[index] = max(smooth[index], smooth[index - 1] + 0.05) }
        let deviations = smooth.indices.map { abs(smooth[$0] - line.value(at: Double($0))) }.sorted()
        var grid = BeatGrid()
        if line.slope > 0.05, deviations[deviations.count * 95 / 100] < BeatSmoothing.straightSeconds {
            // Nothing is before the song, where a line through all beats may begin.
            grid.times = smooth.indices.map { max(0, line.value(at: Double($0))) }
            grid.bpm = 60 / line.slope
            grid.tempoMap = [(grid.times[0], grid.bpm)]
        } else {
            grid.times = smooth
            grid.tempoMap = TempoMap.pieces(smooth).map { ($0.startSeconds, $0.bpm) }
            let gaps = zip(smooth, smooth.dropFirst()).map { $1 - $0 }.sorted()
            grid.bpm = grid.tempoMap.count == 1 ? grid.tempoMap[0].bpm : 60 / gaps[gaps.count / 2]
        }
        return grid
    }
}
