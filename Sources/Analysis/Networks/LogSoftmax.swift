import Glibc

/// Log-probabilities from scores.
enum LogSoftmax {
    /// Each of `count` rows of `values` normalised.
    static func rows(_ values: [Float], count: Int) -> [Float] {
        let width = values.count / max(1, count)
        var result = values
        for row in 0..<count {
            let range = row * width..<(row + 1) * width
            let largest = values[range].reduce(-.infinity, max)
            let total = logf(values[range].reduce(0) { $0 + expf($1 - largest) }) + largest
            for i in range { result[i] -= total }
        }
        return result
    }
}
