/// Reproducible noise.
struct Noise {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

    /// The next sample, uniform in -1..<1.
    mutating func next() -> Float {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Float(state >> 40) / Float(1 << 23) - 1
    }

    /// The next `count` samples.
    mutating func samples(_ count: Int) -> [Float] { (0..<count).map { _ in next() } }
}
