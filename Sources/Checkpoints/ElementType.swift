/// The type of a tensor's elements as they are stored.
public enum ElementType: String, Sendable, CaseIterable {
    /// 64-bit floating point.
    case float64
    /// 32-bit floating point.
    case float32
    /// 16-bit floating point, IEEE 754 half precision.
    case float16
    /// 16-bit floating point with the exponent of 32 bits.
    case bfloat16
    /// 64-bit signed integer.
    case int64
    /// 32-bit signed integer.
    case int32
    /// 16-bit signed integer.
    case int16
    /// 8-bit signed integer.
    case int8
    /// 8-bit unsigned integer.
    case uint8
    /// A byte that is 0 or 1.
    case bool

    /// Bytes of an element.
    public var byteCount: Int {
        switch self {
        case .float64, .int64: 8
        case .float32, .int32: 4
        case .float16, .bfloat16, .int16: 2
        case .int8, .uint8, .bool: 1
        }
    }

    /// A half-precision number (IEEE 754 binary16) by its bits.
    static func half(_ bits: UInt16) -> Float {
        let sign = UInt32(bits & 0x8000) << 16
        let magnitude = UInt32(bits & 0x7fff) << 13
        // Without branches, so that loops become vector instructions. Exponents move by 112; numbers below the smallest
        // normal one are built as 2^-14 and a fraction, less 2^-14.
        let small = (Float(bitPattern: magnitude + 0x3880_0000) - Float(bitPattern: 0x3880_0000)).bitPattern
        let special = magnitude | 0x7f80_0000
        let result =
            magnitude >= 0x0f80_0000 ? special : magnitude < 0x0080_0000 ? small : magnitude + 0x3800_0000
        return Float(bitPattern: result | sign)
    }
}
