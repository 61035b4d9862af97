/// A tensor in a checkpoint: where its numbers are and what they mean. They are read when they are asked for.
public struct CheckpointTensor: Sendable {
    /// How the elements are stored.
    public let elementType: ElementType
    private let layout: TensorLayout
    private let bytes: ByteRange

    /// - Parameters:
    ///   - subject: what a message calls it, such as "A tensor in the pickle".
    ///   - bytes: from the first element on.
    ///   - strides: in elements; `nil`: row-major without gaps.
    /// - Throws: where an element would lie outside `bytes`, two would be one, or their number cannot be counted.
    init(
        _ subject: @autoclosure () -> String, shape: [Int], elementType: ElementType, bytes: ByteRange,
        strides: [Int]? = nil
    ) throws(CheckpointError) {
        do {
            layout = try TensorLayout(shape: shape, strides: strides)
        } catch {
            switch error {
            case .uncountable: throw .malformed("\(subject()) has extents or strides that make no sense.")
            case .overlapping:
                throw .refused(
                    "\(subject()) repeats elements, since its strides overlap, so that a small file would become a "
                        + "large tensor; save a contiguous copy of it.")
            }
        }
        guard layout.reach <= bytes.count / elementType.byteCount else {
            throw .malformed("\(subject()) reaches outside its bytes.")
        }
        self.elementType = elementType
        self.bytes = bytes
    }

    /// Extents, outermost first; empty for a single number.
    public var shape: [Int] { layout.shape }

    /// Number of elements.
    public var count: Int { layout.count }

    /// Bytes that the elements take without gaps.
    var byteCount: Int { layout.count * elementType.byteCount }

    /// The elements, row by row, in single precision. Numbers too large for it become infinite.
    public func floats() -> [Float] {
        bytes.store.withBytes(bytes.range) { bytes in
            switch elementType {
            case .float64: read(bytes) { (number: Double) in Float(number) }
            case .float32: read(bytes) { (number: Float) in number }
            case .float16: read(bytes) { (bits: UInt16) in ElementType.half(bits) }
            case .bfloat16: read(bytes) { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) }
            case .int64: read(bytes) { (number: Int64) in Float(number) }
            case .int32: read(bytes) { (number: Int32) in Float(number) }
            case .int16: read(bytes) { (number: Int16) in Float(number) }
            case .int8: read(bytes) { (number: Int8) in Float(number) }
            case .uint8: read(bytes) { (number: UInt8) in Float(number) }
            case .bool: read(bytes) { (number: UInt8) in number == 0 ? 0 : 1 }
            }
        }
    }

    @inline(__always)
    private func read<Stored: BitwiseCopyable>(_ bytes: RawSpan, _ convert: (Stored) -> Float) -> [Float] {
        var result = [Float](repeating: 0, count: count)
        let size = MemoryLayout<Stored>.size
        // The layout was checked to lie within the bytes.
        if layout.isContiguous {
            for i in result.indices {
                result[i] = convert(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: size * i, as: Stored.self))
            }
            return result
        }
        let (shape, strides) = (layout.shape, layout.strides)
        var index = [Int](repeating: 0, count: shape.count)
        var element = 0
        for i in result.indices {
            result[i] = convert(unsafe bytes.unsafeLoadUnaligned(fromByteOffset: size * element, as: Stored.self))
            for dimension in shape.indices.reversed() {
                index[dimension] += 1
                element += strides[dimension]
                if index[dimension] < shape[dimension] { break }
                element -= strides[dimension] * shape[dimension]
                index[dimension] = 0
            }
        }
        return result
    }
}
