import Glibc

/// How well the evidence from a frame on fits a beat that begins on it, by how long the beat lasts.
struct ObservationWindows {
    /// Log-odds of a beat inside a bar against no beat, by interval, less what the beat costs; minus infinity where a
    /// forced downbeat would be missed.
    private(set) var beat: [Float]
    /// Likewise of the first beat of a bar.
    private(set) var downbeat: [Float]
    private let normalisers: [Float]
    private var beatSums: [Float]
    private var downbeatSums: [Float]

    /// Windows of a model that divide by the normalisers of the change of interval, given as logarithms, or by nothing.
    init(_ model: BarPointerModel, normalisers: [Double]?) {
        self.normalisers = normalisers?.map { Float($0) } ?? [Float](repeating: 0, count: model.intervalCount)
        beat = [Float](repeating: 0, count: model.intervalCount)
        downbeat = beat
        beatSums = [Float](repeating: 0, count: (model.windowFrames.last ?? 0) + 1)
        downbeatSums = beatSums
    }

    /// Looks at the beats that begin on a frame of the song.
    mutating func move(to frame: Int, _ model: BarPointerModel) {
        for width in 1..<beatSums.count {
            beatSums[width] = beatSums[width - 1] + model.odds.beat[frame + width - 1]
            downbeatSums[width] = downbeatSums[width - 1] + model.odds.downbeat[frame + width - 1]
        }
        for index in beat.indices {
            let frames = model.windowFrames[index]
            let part = model.windowParts[index]
            let price = model.odds.prices[frame] + normalisers[index]
            beat[index] = beatSums[frames] + part * model.odds.beat[frame + frames] - price
            downbeat[index] = downbeatSums[frames] + part * model.odds.downbeat[frame + frames] - price
        }
        guard !model.forced.isEmpty else { return }
        let latestNext = model.forced.latestNext[frame + 1]
        for index in beat.indices where frame + model.grid.intervals[index] > latestNext {
            beat[index] = -.infinity
            downbeat[index] = -.infinity
        }
    }

    /// Makes likelihood ratios of the log-odds. None is greater than e^40: masses stay within single precision.
    mutating func exponentiate() {
        for index in beat.indices {
            beat[index] = expf(min(40, beat[index]))
            downbeat[index] = expf(min(40, downbeat[index]))
        }
    }
}
