/// A whole number as little-endian bytes.
func littleEndian(_ value: UInt64, _ byteCount: Int) -> [UInt8] {
    (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// A whole number as little-endian bytes.
func littleEndian(_ value: Int, _ byteCount: Int) -> [UInt8] {
    littleEndian(UInt64(bitPattern: Int64(value)), byteCount)
}

/// Single-precision numbers as they stand in a file.
func littleEndian(_ values: [Float]) -> [UInt8] { values.flatMap { littleEndian(UInt64($0.bitPattern), 4) } }

/// A generator of numbers that are the same every time (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }
}
