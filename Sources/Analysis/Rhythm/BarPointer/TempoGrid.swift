import Glibc

/// The beat intervals of a bar-pointer model, in whole frames and rising, with the price of going from one to another.
///
/// A change from interval a to b costs λ |ln(b/a)|, or less where that is much for a frame. Because prices add up along
/// the grid, the best (or the sum) over all intervals before is found by one sweep up and one down instead of a matrix.
struct TempoGrid: Sendable {
    /// Frames from a beat to the next.
    let intervals: [Int]
    /// λ ln of the ratio of each interval to the one before it; that of the first is not used.
    let steps: [Double]
    /// Logarithm of Z of each interval.
    let logNormalisers: [Double]
    /// Logarithm of the prior probability of each interval.
    let logPriors: [Double]

    /// The intervals of a range of tempi, which may lie outside that of the parameters. Its ends are rounded outwards
    /// to a frame, since a beat between two frames takes turns between them.
    init(_ parameters: BarPointerParameters, range: ClosedRange<Double>) {
        precondition(range.lowerBound >= 5 && range.upperBound.isFinite, "Tempi are at least 5 beats per minute.")
        precondition(parameters.tempoCount >= 2, "There are at least two intervals.")
        let framesPerMinute = 60 * parameters.frameRateHz
        let shortest = max(2, Int((framesPerMinute / range.upperBound + 1e-9).rounded(.down)))
        let longest = max(shortest + 1, Int((framesPerMinute / range.lowerBound - 1e-9).rounded(.up)))
        let intervals = TempoGrid.spread(shortest: shortest, longest: longest, count: parameters.tempoCount)
        let logs = intervals.map { log(Double($0)) }
        self.intervals = intervals
        var positions = [0.0]
        steps = intervals.indices.map { index in
            guard index > 0 else { return 0 }
            // A steady tempo between two frames takes turns between them: what no one plays may not cost much.
            let ratioPrice = parameters.tempoChangePrice * (logs[index] - logs[index - 1])
            let framePrice = parameters.framePrice * Double(intervals[index] - intervals[index - 1])
            let step = min(ratioPrice, framePrice)
            positions.append(positions[index - 1] + step)
            return step
        }
        logNormalisers = positions.map { here in log(positions.reduce(0) { $0 + exp(-abs($1 - here)) }) }

        let centre = log(framesPerMinute / parameters.medianBPM)
        let deviation = parameters.tempoDeviationOctaves * log(2)
        let last = logs.count - 1
        let priors = logs.indices.map { index in
            // Each interval stands for the stretch half-way to its neighbours.
            let width = (logs[min(last, index + 1)] - logs[max(0, index - 1)]) / 2
            let distance = (logs[index] - centre) / deviation
            return log(width) - 0.5 * distance * distance
        }
        let top = priors.reduce(-Double.infinity, max)
        let total = top + log(priors.reduce(0) { $0 + exp($1 - top) })
        logPriors = priors.map { $0 - total }
    }

    /// The intervals of a part of the range, in beats per minute; `nil` where it has none. Priors and normalisers are
    /// those of the whole, so that the probabilities of paths on parts compare with each other.
    func part(_ range: ClosedRange<Double>, frameRateHz: Double) -> TempoGrid? {
        let indices = intervals.indices.filter { range.contains(60 * frameRateHz / Double(intervals[$0])) }
        guard let first = indices.first, let last = indices.last else { return nil }
        return TempoGrid(
            intervals: Array(intervals[first...last]), steps: Array(steps[first...last]),
            logNormalisers: Array(logNormalisers[first...last]), logPriors: Array(logPriors[first...last]))
    }

    private init(intervals: [Int], steps: [Double], logNormalisers: [Double], logPriors: [Double]) {
        (self.intervals, self.steps, self.logNormalisers, self.logPriors) = (
            intervals, steps, logNormalisers, logPriors
        )
    }

    /// Price of going from an interval to another, by their indices: λ times the logarithm of their ratio.
    func price(from: Int, to: Int) -> Double {
        var price = 0.0
        for index in min(from, to)..<max(from, to) { price += steps[index + 1] }
        return price
    }

    /// Whole numbers of frames, as many as asked for or as there are, in equal ratios as far as they can be.
    private static func spread(shortest: Int, longest: Int, count: Int) -> [Int] {
        if longest - shortest < count { return Array(shortest...longest) }
        var points = count
        while true {
            let ratio = Double(longest) / Double(shortest)
            var values: [Int] = []
            for point in 0..<points {
                let value = Double(shortest) * pow(ratio, Double(point) / Double(points - 1))
                let rounded = Int(value.rounded())
                if values.last != rounded { values.append(rounded) }
            }
            if values.count >= count { return values }
            points += 1
        }
    }
}
