/// Means over a window that moves along a signal.
public enum MovingAverage {
    /// The mean of the samples at most `radius` away, fewer at the edges; in one pass.
    public static func centred(_ signal: [Float], radius: Int) -> [Float] {
        precondition(radius >= 0)
        var result = [Float](repeating: 0, count: signal.count)
        var sum = 0.0
        var (low, high) = (0, 0)
        for i in signal.indices {
            while high < min(signal.count, i + radius + 1) {
                sum += Double(signal[high])
                high += 1
            }
            while low < i - radius {
                sum -= Double(signal[low])
                low += 1
            }
            result[i] = Float(sum / Double(high - low))
        }
        return result
    }
}
