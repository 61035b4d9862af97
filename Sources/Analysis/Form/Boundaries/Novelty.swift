import DSP
import Glibc

/// Curves over bar lines that rise where something changes. A curve has a value for each of the bars' lines, the song's
/// beginning and end among them.
enum Novelty {
    /// How much more the bars on each side of a line, at most `radius` away, are like each other than like those of the
    /// other side (Foote, Automatic Audio Segmentation Using a Measure of Audio Novelty, ICME 2000).
    static func checkerboard(_ similarity: [Float], barCount: Int, radius: Int) -> [Float] {
        let taper = (0..<radius).map { expf(-0.5 * powf(2 * (Float($0) + 0.5) / Float(radius), 2)) }
        return (0...barCount).map { line in
            let reach = min(radius, line, barCount - line)
            guard reach > 0 else { return 0 }
            var (within, across, total): (Float, Float, Float) = (0, 0, 0)
            for p in 0..<reach {
                let (before, after) = ((line - 1 - p) * barCount, (line + p) * barCount)
                for q in 0..<reach {
                    let weight = taper[p] * taper[q]
                    within += weight * (similarity[before + line - 1 - q] + similarity[after + line + q]) / 2
                    across += weight * similarity[before + line + q]
                    total += weight
                }
            }
            return (within - across) / total * (Float(reach) / Float(radius)).squareRoot()
        }
    }

    /// How much the lags at which the song repeats differ before and after each line (structure features: Serra et al.,
    /// Unsupervised Music Structure Annotation by Time Series Structure Features and Segment Similarity, 2014).
    static func lagChange(_ similarity: [Float], barCount: Int) -> [Float] {
        // Row i, lag l: whether the four bars around i are those around i + l.
        var lags = [Float](repeating: 0, count: barCount * barCount)
        for i in 0..<barCount {
            for l in 0..<barCount {
                var (sum, count): (Float, Float) = (0, 0)
                for k in -2...1 {
                    let (a, b) = (i + k, (i + l) % barCount + k)
                    guard a >= 0, a < barCount, b >= 0, b < barCount else { continue }
                    sum += similarity[a * barCount + b]
                    count += 1
                }
                lags[i * barCount + l] = sum / max(1, count)
            }
        }
        return (0...barCount).map { line in
            let reach = min(4, line, barCount - line)
            guard reach > 0 else { return 0 }
            var change: Float = 0
            for l in 0..<barCount {
                var difference: Float = 0
                for k in 0..<reach {
                    difference += lags[(line + k) * barCount + l] - lags[(line - 1 - k) * barCount + l]
                }
                change += difference * difference
            }
            return (change / Float(barCount)).squareRoot() / 4
        }
    }

    /// How clearly a repetition of other bars begins at each line, and how clearly one ends: the greatest rise and fall
    /// of the likeness along a diagonal of the similarity.
    static func repetitionEdges(
        _ similarity: [Float], barCount: Int, reach: Int = 4, shortestLag: Int = 4
    ) -> (begins: [Float], ends: [Float]) {
        var begins = [Float](repeating: 0, count: barCount + 1)
        var ends = begins
        guard barCount > reach else { return (begins, ends) }
        var sums = [Float](repeating: 0, count: barCount + 1)
        for lag in shortestLag..<max(shortestLag, barCount - reach) {
            let length = barCount - lag
            for i in 0..<length { sums[i + 1] = sums[i] + similarity[i * barCount + i + lag] }
            // What lies beyond the song's edges is neither like nor unlike.
            let typical = sums[length] / Float(length)
            for i in 0...length {
                let before = (sums[i] - sums[max(0, i - reach)] + Float(max(0, reach - i)) * typical) / Float(reach)
                let over = max(0, i + reach - length)
                let after = (sums[min(length, i + reach)] - sums[i] + Float(over) * typical) / Float(reach)
                for line in [i, i + lag] where line > 0 && line < barCount {
                    begins[line] = max(begins[line], after - before)
                    ends[line] = max(ends[line], before - after)
                }
            }
        }
        return (begins, ends)
    }

    /// How far a curve stands out from its surroundings in standard deviations; in music without contrasts nothing does.
    static func standardised(_ curve: [Float], smallestDeviation: Float) -> [Float] {
        let background = MovingAverage.centred(curve, radius: 8)
        let contrast = zip(curve, background).map { $0 - $1 }
        let power = contrast.reduce(0) { $0 + $1 * $1 } / Float(max(1, curve.count))
        let scale = 1 / max(power.squareRoot(), smallestDeviation)
        return contrast.map { max(-4, min(4, $0 * scale)) }
    }
}
