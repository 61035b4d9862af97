import Tensors

/// Numbers without a pattern, the same on every run (Knuth's linear congruential generator).
struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

    /// Between -1 and 1.
    mutating func next() -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(Int64(bitPattern: state) >> 39) / Float(1 << 24)
    }

    mutating func array(_ count: Int) -> [Float] { (0..<count).map { _ in next() } }

    mutating func tensor(_ shape: Shape) -> Tensor { Tensor(array(shape.count), shape: shape) }
}

/// The largest difference relative to the largest magnitude of what is expected; infinite where it is no number.
func relativeError(_ result: [Float], _ expected: [Double]) -> Double {
    guard result.count == expected.count else { return .infinity }
    let largest = expected.reduce(0) { max($0, abs($1)) }
    let worst = zip(result, expected).reduce(0.0) { worst, pair in
        let difference = abs(Double(pair.0) - pair.1)
        return difference <= worst ? worst : difference.isNaN ? .infinity : difference
    }
    return worst / max(largest, .leastNormalMagnitude)
}

extension MatrixView {
    /// The elements, row by row.
    var values: [Float] {
        let copy = Tensor(zeros: Shape(rows, columns))
        copy.matrix.copy(from: self)
        return copy.values
    }
}
