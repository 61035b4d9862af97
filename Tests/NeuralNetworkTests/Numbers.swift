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

    /// A whole number of a range.
    mutating func next(in range: ClosedRange<Int>) -> Int {
        let part = Double(next()) / 2 + 0.5
        return min(range.upperBound, range.lowerBound + Int(part * Double(range.count)))
    }

    mutating func array(_ count: Int) -> [Float] { (0..<count).map { _ in next() } }

    mutating func tensor(_ shape: Shape) -> Tensor { Tensor(array(shape.count), shape: shape) }
}
