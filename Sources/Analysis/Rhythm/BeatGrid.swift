import DSP
import Glibc

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

/// Turns beats that are known to a frame into times: onsets are located between frames, straight lines through
/// neighbouring beats take out the jitter, and the grid is continued to the edges of the music.
struct BeatRefinement {
    let envelope: OnsetEnvelope

    /// The grid for a path of beats, from `musicStart` to `musicEnd` in seconds.
    func grid(_ path: BeatTracker.Path, musicStart: Double, musicEnd: Double) -> BeatGrid {
        guard path.frames.count >= 4 else { return BeatGrid() }
        let observed = path.frames.map(observation(nearFrame:))
        var indices = Array(observed.indices)
        // Beats in silence before and after the music rest on nothing.
        indices.removeAll { observed[$0].time < musicStart - 0.2 || observed[$0].time > musicEnd + 0.2 }
        guard indices.count >= 4 else { return BeatGrid() }
        let times = indices.map { observed[$0].time }
        let weights = indices.map { observed[$0].weight }

        let line = LineFit(times, weights: weights, centre: Double(times.count) / 2, radius: .infinity)
        var smooth = times.indices.map { index in
            LineFit(times, weights: weights, centre: Double(index), radius: 5).value(at: Double(index))
        }
        let deviations = smooth.indices.map { abs(smooth[$0] - line.value(at: Double($0))) }.sorted()
        let isStraight = deviations[deviations.count * 95 / 100] < 0.012
        if isStraight { smooth = smooth.indices.map { line.value(at: Double($0)) } }

        var grid = BeatGrid()
        grid.times = smooth
        grid.confidences = indices.map { Double(min(1, observed[$0].strength / 3)) }
        if isStraight {
            grid.bpm = 60 / line.slope
            grid.tempoMap = [(smooth[0], grid.bpm)]
        } else {
            grid.bpm = BeatRefinement.medianTempo(smooth)
            grid.tempoMap = TempoMap.pieces(smooth).map { ($0.startSeconds, $0.bpm) }
            if grid.tempoMap.count == 1 { grid.bpm = grid.tempoMap[0].bpm }
        }
        extend(&grid, musicStart: musicStart, musicEnd: musicEnd)
        return grid
    }

    private func observation(nearFrame frame: Int) -> (time: Double, weight: Double, strength: Float) {
        let strength = envelope.strength
        var peak = frame
        for i in max(0, frame - 3)...min(strength.count - 1, frame + 3) where strength[i] > strength[peak] { peak = i }
        let value = strength[peak]
        guard value > 0.5, peak > 0, peak + 1 < strength.count else {
            return (Double(frame) / OnsetEnvelope.frameRateHz, 0.05, 0)
        }
        let offset = PeakPicking.parabolicOffset(strength[peak - 1], value, strength[peak + 1])
        let time = (Double(peak) + offset) / OnsetEnvelope.frameRateHz
        return (time, Double(min(3, value)), value)
    }

    private func extend(_ grid: inout BeatGrid, musicStart: Double, musicEnd: Double) {
        let tolerance = 0.05
        let first = grid.times[1] - grid.times[0]
        let last = grid.times[grid.count - 1] - grid.times[grid.count - 2]
        guard first > 0.1, last > 0.1 else { return }
        while grid.times[0] - first >= max(0, musicStart - tolerance) {
            grid.times.insert(grid.times[0] - first, at: 0)
            grid.confidences.insert(0.2, at: 0)
        }
        while let end = grid.times.last, end + last <= musicEnd {
            grid.times.append(end + last)
            grid.confidences.append(0.2)
        }
        while grid.count > 1, grid.times[0] < max(0, musicStart - tolerance) {
            grid.times.removeFirst()
            grid.confidences.removeFirst()
        }
        while grid.count > 1, let end = grid.times.last, end > musicEnd + tolerance {
            grid.times.removeLast()
            grid.confidences.removeLast()
        }
    }

    private static func medianTempo(_ times: [Double]) -> Double {
        let gaps = zip(times, times.dropFirst()).map { $1 - $0 }.sorted()
        return 60 / max(0.05, gaps[gaps.count / 2])
    }
}
