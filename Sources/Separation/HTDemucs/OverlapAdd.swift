internal import Tensors

/// The weighted sum of a pass's segments, as far as it has not been taken yet.
struct OverlapAdd {
    private let grid: SegmentGrid
    /// Sums by source and channel, one after the other, and the sum of the weights, from `start` on.
    private var sums: [[Float]]
    private var weights: [Float] = []
    /// Position in the song of the first frame that is kept.
    private var start = 0

    init(grid: SegmentGrid, signalCount: Int) {
        self.grid = grid
        sums = Array(repeating: [], count: signalCount)
    }

    /// Adds a segment; what lies before the song's beginning is dropped.
    ///
    /// - Parameters:
    ///   - position: of the segment in the song.
    ///   - signals: shape [signals, any number of samples].
    ///   - range: the samples that belong to the segment.
    mutating func add(_ signals: Tensor, range: Range<Int>, at position: Int) {
        let skipped = max(0, start - position)
        guard skipped < range.count else { return }
        let first = position + skipped - start
        let count = range.count - skipped
        if weights.count < first + count {
            let missing = first + count - weights.count
            weights.append(contentsOf: repeatElement(0, count: missing))
            for i in sums.indices { sums[i].append(contentsOf: repeatElement(0, count: missing)) }
        }
        let triangle = grid.weights
        let weight = triangle.span.extracting(skipped..<(skipped + count))
        Self.add(weight, to: &weights, at: first)
        for i in sums.indices {
            signals[i].rows((range.lowerBound + skipped)..<range.upperBound).withSpan { signal in
                Self.add(weight, times: signal, to: &sums[i], at: first)
            }
        }
    }

    private static func add(_ weight: Span<Float>, to sum: inout [Float], at first: Int) {
        var sum = sum.mutableSpan
        for i in 0..<weight.count { sum[first + i] += weight[i] }
    }

    private static func add(_ weight: Span<Float>, times signal: Span<Float>, to sum: inout [Float], at first: Int) {
        var sum = sum.mutableSpan
        for i in 0..<weight.count { sum[first + i] += weight[i] * signal[i] }
    }

    /// Takes the frames before `end`, to which no later segment adds: the weighted mean, by signal.
    mutating func take(before end: Int) -> [[Float]] {
        let count = max(0, min(weights.count, end - start))
        var result: [[Float]] = []
        for i in sums.indices {
            var mean = Array(sums[i][0..<count])
            for k in 0..<count { mean[k] /= weights[k] }
            result.append(mean)
            sums[i].removeFirst(count)
        }
        weights.removeFirst(count)
        start += count
        return result
    }
}
