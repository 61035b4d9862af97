/// Cuts a sequence of beats into as few stretches of constant tempo as describe it.
enum TempoMap {
    /// A stretch that is straight within this share of a beat counts as constant.
    private static let tolerance = 0.06
    private static let shortestPiece = 16

    /// The stretches, in order.
    static func pieces(_ times: [Double]) -> [(startSeconds: Double, bpm: Double)] {
        var result: [(startSeconds: Double, bpm: Double)] = []
        for range in split(times, 0..<times.count) {
            let slope = (times[range.upperBound - 1] - times[range.lowerBound]) / Double(max(1, range.count - 1))
            guard slope > 0.05 else { continue }
            let bpm = 60 / slope
            if let last = result.last, abs(last.bpm - bpm) < 0.005 * bpm { continue }
            result.append((result.isEmpty ? times[0] : times[range.lowerBound], bpm))
        }
        return result
    }

    private static func split(_ times: [Double], _ range: Range<Int>) -> [Range<Int>] {
        guard range.count >= 2 * shortestPiece else { return [range] }
        let first = times[range.lowerBound]
        let slope = (times[range.upperBound - 1] - first) / Double(range.count - 1)
        var worst = range.lowerBound
        var worstDeviation = 0.0
        for i in range.lowerBound + shortestPiece...range.upperBound - shortestPiece {
            let deviation = abs(times[i] - first - slope * Double(i - range.lowerBound))
            if deviation > worstDeviation { (worst, worstDeviation) = (i, deviation) }
        }
        guard worstDeviation > tolerance * slope else { return [range] }
        return split(times, range.lowerBound..<worst) + split(times, worst..<range.upperBound)
    }
}
