internal import Tracks
internal import Glibc

extension BeatMetrics {
    /// Information gain (Davies, Degara & Plumbley, "Measuring the performance of beat tracking algorithms using a beat
    /// error histogram", IEEE Signal Processing Letters, 2011): how far the histogram of the timing errors is from
    /// flat, the worse of both directions, 0...1.
    ///
    /// - Parameter binCount: bins of the histogram; odd, so that one is centred on zero.
    public static func informationGain(reference: EventTimes, estimate: EventTimes, binCount: Int = 41) -> Double {
        guard reference.count > 1, estimate.count > 1 else { return 0 }
        let forward = errorEntropy(reference.seconds, estimate.seconds, binCount)
        let backward = errorEntropy(estimate.seconds, reference.seconds, binCount)
        let flat = log2(Double(binCount))
        return (flat - max(forward, backward)) / flat
    }

    /// Entropy in bits of the errors, in intervals, of `estimate` against the nearest of `reference`.
    private static func errorEntropy(_ reference: [Double], _ estimate: [Double], _ binCount: Int) -> Double {
        let width = 1 / Double(binCount)
        let edges = (0..<binCount).map { Double($0) * width - 0.5 } + [0.5]
        var histogram = [Double](repeating: 0, count: binCount)
        var total = 0.0
        for time in estimate {
            let place = nearest(to: time, in: reference).index
            let error = time - reference[place]
            let phase = 0.5 * error / (0.5 * interval(beside: place, onTheSideOf: error, in: reference))
            guard phase.isFinite else { continue }
            // Wrapped to (-0.5, 0.5].
            let shifted = phase + 0.5
            let wrapped = shifted - shifted.rounded(.up) + 0.5
            let bin = min(binCount, edges.partitioningIndex { $0 > wrapped }) - 1
            guard bin >= 0 else { continue }
            histogram[bin] += 1
            total += 1
        }
        return histogram.reduce(0) { sum, count in
            guard count > 0 else { return sum }
            return sum - count / total * log2(count / total)
        }
    }

    /// The interval between the nearest beat and its neighbour on the side of the error. Before the first beat the
    /// reference implementation takes the (negative) length of the whole song, which keeps such errors near zero;
    /// figures would not compare otherwise.
    private static func interval(beside place: Int, onTheSideOf error: Double, in beats: [Double]) -> Double {
        let last = beats.count - 1
        if place == last { return beats[last] - beats[last - 1] }
        if error < 0 { return beats[place] - beats[place == 0 ? last : place - 1] }
        return beats[place + 1] - beats[place]
    }
}
