/// A tensor in a checkpoint: where its numbers are and what they mean. They are read when they are asked for.
public struct CheckpointTensor: Sendable {
    /// Extents, outermost first; empty for a single number.
    public let shape: [Int]
    /// How the elements are stored.
    public let elementType: ElementType
    private let bytes: ByteRange
    /// Elements from one to the next along each dimension.
    private let strides: [Int]

    /// - Parameters:
    ///   - bytes: from the first element on.
    ///   - strides: in elements, none negative; `nil`: row-major without gaps.
    /// - Returns: `nil` where an element would lie outside `bytes`, or the number of elements cannot be counted.
    init?(shape: [Int], elementType: ElementType, bytes: ByteRange, strides: [Int]? = nil) {
        guard let count = Self.count(shape), let contiguous = Self.contiguousStrides(shape) else { return nil }
        let strides = strides ?? contiguous
        guard strides.count == shape.count, strides.allSatisfy({ $0 >= 0 }) else { return nil }
        var last = 0
        if count > 0 {
            for (extent, stride) in zip(shape, strides) {
                let (reach, overflowed) = (extent - 1).multipliedReportingOverflow(by: stride)
                let (sum, overflowedToo) = last.addingReportingOverflow(reach)
                if overflowed || overflowedToo { return nil }
                last = sum
            }
            guard last < bytes.count / elementType.byteCount else { return nil }
            // A stride of zero repeats elements: a small file must not become large tensors.
            guard count <= last + 1 else { return nil }
        }
        self.shape = shape
        self.elementType = elementType
        self.bytes = bytes
        self.strides = strides
    }

    private static func count(_ shape: [Int]) -> Int? {
        guard shape.count <= 16 else { return nil }
        var count = 1
        for extent in shape {
            let (product, overflowed) = count.multipliedReportingOverflow(by: extent)
            if extent < 0 || overflowed || product > 1 << 40 { return nil }
            count = product
        }
        return count
    }

    private static func contiguousStrides(_ shape: [Int]) -> [Int]? {
        var strides = [Int](repeating: 1, count: shape.count)
        for i in shape.indices.dropLast().reversed() {
            let (stride, overflowed) = strides[i + 1].multipliedReportingOverflow(by: max(1, shape[i + 1]))
            if overflowed { return nil }
            strides[i] = stride
        }
        return strides
    }

    /// Number of elements.
    public var count: Int { shape.reduce(1, *) }

    /// The elements, row by row, in single precision.
    public func floats() -> [Float] {
        let count = count
        guard count > 0 else { return [] }
        return bytes.store.withBytes(bytes.range) { span in
            var result = [Float](repeating: 0, count: count)
            if strides == Self.contiguousStrides(shape) {
                convert(span, into: &result)
            } else {
                var index = [Int](repeating: 0, count: shape.count)
                var element = 0
                for i in 0..<count {
                    result[i] = value(span, at: element)
                    for dimension in shape.indices.reversed() {
                        index[dimension] += 1
                        element += strides[dimension]
                        if index[dimension] < shape[dimension] { break }
                        element -= strides[dimension] * shape[dimension]
                        index[dimension] = 0
                    }
                }
            }
            return result
        }
    }

    private func convert(_ span: RawSpan, into result: inout [Float]) {
        switch elementType {
        case .float32:
            for i in result.indices {
                result[i] = unsafe span.unsafeLoadUnaligned(fromByteOffset: 4 * i, as: Float.self)
            }
        case .bfloat16:
            for i in result.indices {
                let bits = unsafe span.unsafeLoadUnaligned(fromByteOffset: 2 * i, as: UInt16.self)
                result[i] = Float(bitPattern: UInt32(bits) << 16)
            }
        default:
            for i in result.indices { result[i] = value(span, at: i) }
        }
    }

    private func value(_ span: RawSpan, at element: Int) -> Float {
        let offset = element * elementType.byteCount
        switch elementType {
        case .float64: return Float(unsafe span.unsafeLoadUnaligned(fromByteOffset: offset, as: Double.self))
        case .float32: return unsafe span.unsafeLoadUnaligned(fromByteOffset: offset, as: Float.self)
        case .float16: return Self.half(unsafe span.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self))
        case .bfloat16:
            let bits = unsafe span.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self)
            return Float(bitPattern: UInt32(bits) << 16)
        case .int64: return Float(unsafe span.unsafeLoadUnaligned(fromByteOffset: offset, as: Int64.self))
        case .int32: return Float(unsafe span.unsafeLoadUnaligned(fromByteOffset: offset, as: Int32.self))
        case .int16: return Float(unsafe span.unsafeLoadUnaligned(fromByteOffset: offset, as: Int16.self))
        case .int8: return Float(unsafe span.unsafeLoadUnaligned(fromByteOffset: offset, as: Int8.self))
        case .uint8: return Float(unsafe span.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self))
        case .bool: return unsafe span.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self) == 0 ? 0 : 1
        }
    }

    /// A half-precision number by its bits.
    static func half(_ bits: UInt16) -> Float {
        let sign = UInt32(bits & 0x8000) << 16
        let exponent = UInt32(bits >> 10) & 0x1f
        let fraction = UInt32(bits & 0x3ff)
        switch exponent {
        case 0: return (sign == 0 ? 1 : -1) * Float(fraction) / 16_777_216
        case 0x1f: return Float(bitPattern: sign | 0x7f80_0000 | fraction << 13)
        default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }
}
