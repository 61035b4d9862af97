/// The constructors that NumPy's arrays need, imitated.
enum PickleArrays {
    /// Bytes that were written as a text in which each character stands for one of them, as up to protocol 2.
    static func encoded(
        _ items: [PickleValue], in memory: inout PickleMemory
    ) throws(CheckpointError) -> PickleValue {
        guard items.count == 2, case .text(let text) = items[0], items[1].shortText == "latin1" else {
            throw .malformed("Bytes in the pickle are encoded in a way that is not known.")
        }
        try memory.decode(byteCount: text.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var high: UInt8 = 0
        for byte in text.array {
            switch byte {
            case 0..<0x80 where high == 0: bytes.append(byte)
            case 0xc2 where high == 0, 0xc3 where high == 0: high = byte
            case 0x80..<0xc0 where high != 0:
                bytes.append(high << 6 | (byte & 0x3f))
                high = 0
            default: throw .malformed("Bytes in the pickle are encoded wrongly.")
            }
        }
        guard high == 0 else { throw .malformed("Bytes in the pickle are encoded wrongly.") }
        return .bytes(ByteRange(ByteStore(bytes)))
    }

    /// An array's state: (version, extents, type, whether the first index runs fastest, bytes).
    static func array(_ items: [PickleValue], in memory: PickleMemory) throws(CheckpointError) -> CheckpointTensor {
        guard items.count == 5, let shape = memory.wholeNumbers(items[1]), case .elementType(let type) = items[2],
            case .boolean(let isColumnMajor) = items[3], case .bytes(let bytes) = items[4]
        else { throw .malformed("An array in the pickle is described in a way that is not known.") }
        let array = try CheckpointTensor(
            "An array in the pickle", shape: shape, elementType: type, bytes: bytes,
            strides: isColumnMajor ? TensorLayout.columnMajorStrides(shape) : nil)
        guard array.byteCount == bytes.count else {
            throw .malformed(
                "An array in the pickle has \(bytes.count) bytes; its extents make \(array.byteCount).")
        }
        return array
    }

    /// A type by its code, such as f4; the order of its bytes is given to it afterwards.
    static func elementType(_ items: [PickleValue]) throws(CheckpointError) -> ElementType {
        let code = items.first?.shortText ?? ""
        switch code {
        case "f8": return .float64
        case "f4": return .float32
        case "f2": return .float16
        case "i8": return .int64
        case "i4": return .int32
        case "i2": return .int16
        case "i1": return .int8
        case "u1": return .uint8
        case "b1": return .bool
        default:
            throw .unreadable(
                "An array in the pickle has elements of type \(code.forMessage), which is not known; save it as floats."
            )
        }
    }
}
