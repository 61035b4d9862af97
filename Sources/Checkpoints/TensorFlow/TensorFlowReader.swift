/// Reads a TensorFlow tensor bundle: a table of descriptions, and one file with the tensors' bytes.
enum TensorFlowReader {
    static func read(index: ByteRange, data: ByteRange) throws(CheckpointError) -> Checkpoint {
        var tensors: [String: CheckpointTensor] = [:]
        for (key, value) in try SortedTable.entries(index) {
            guard let name = String(validating: key, as: UTF8.self), let fields = ProtocolReader.fields(value) else {
                throw .malformed("An entry of the index is damaged.")
            }
            if name.isEmpty {
                try checkHeader(fields)
            } else if let tensor = try tensor(name, fields, data: data) {
                tensors[name] = tensor
            }
        }
        return Checkpoint(format: .tensorFlow, tensors: tensors, description: .none)
    }

    private static func checkHeader(_ fields: [ProtocolReader.Field]) throws(CheckpointError) {
        for case .number(let field, let value) in fields {
            if field == 1, value != 1 {
                throw .malformed("The checkpoint has \(value) data files; only one is supported.")
            }
            if field == 2, value != 0 {
                throw .malformed("The checkpoint's numbers have their bytes in another order than this machine's.")
            }
        }
    }

    /// The tensor that an entry describes; `nil` where it holds no numbers.
    private static func tensor(
        _ name: String, _ fields: [ProtocolReader.Field], data: ByteRange
    ) throws(CheckpointError) -> CheckpointTensor? {
        var (type, offset, count): (UInt64, UInt64, UInt64) = (0, 0, 0)
        var shape: [Int] = []
        for field in fields {
            switch field {
            case .number(1, let value): type = value
            case .number(4, let value): offset = value
            case .number(5, let value): count = value
            case .bytes(2, let message):
                guard let extents = extents(message) else {
                    throw .malformed("Tensor \(name.forMessage)'s extents are damaged.")
                }
                shape = extents
            case .bytes(7, _): throw .malformed("Tensor \(name.forMessage) is in slices, which is not supported.")
            default: continue
            }
        }
        guard let elementType = elementType(type) else { return nil }
        guard let offset = offset.asInt, let count = count.asInt, let bytes = data.part(offset: offset, count: count),
            let tensor = CheckpointTensor(shape: shape, elementType: elementType, bytes: bytes),
            tensor.count * elementType.byteCount == count
        else { throw .malformed("Tensor \(name.forMessage) does not fit the data file.") }
        return tensor
    }

    private static func extents(_ message: ByteRange) -> [Int]? {
        guard let fields = ProtocolReader.fields(message) else { return nil }
        var extents: [Int] = []
        for case .bytes(2, let dimension) in fields {
            guard let parts = ProtocolReader.fields(dimension) else { return nil }
            var extent: UInt64 = 0
            for case .number(1, let value) in parts { extent = value }
            guard let extent = extent.asInt else { return nil }
            extents.append(extent)
        }
        return extents
    }

    private static func elementType(_ code: UInt64) -> ElementType? {
        let types: [UInt64: ElementType] = [
            1: .float32, 2: .float64, 3: .int32, 4: .uint8, 5: .int16, 6: .int8, 9: .int64, 10: .bool, 14: .bfloat16,
            19: .float16,
        ]
        return types[code]
    }
}
