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
}
