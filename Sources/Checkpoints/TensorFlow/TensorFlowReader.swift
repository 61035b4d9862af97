/// Reads a TensorFlow tensor bundle: a table of descriptions, and one file with the tensors' bytes.
enum TensorFlowReader {
    static func read(index: ByteRange, data: ByteRange) throws(CheckpointError) -> Checkpoint {
        var tensors: [String: CheckpointTensor] = [:]
        var entries = try SortedTable.entries(index)[...]
        // The empty name, which sorts first, stands for the whole.
        guard let header = entries.popFirst(), header.key.isEmpty else {
            throw .malformed("The index does not say how many data files the checkpoint has.")
        }
        try checkHeader(header.value)
        for entry in entries {
            guard let name = String(validating: entry.key, as: UTF8.self),
                let fields = ProtocolReader.fields(entry.value)
            else { throw .malformed("An entry of the index is damaged.") }
            guard let tensor = try tensor("Tensor \(name.forMessage)", fields, data: data) else { continue }
            guard tensors.updateValue(tensor, forKey: name) == nil else {
                throw .malformed("Tensor \(name.forMessage) stands in the index twice.")
            }
        }
        return Checkpoint(format: .tensorFlow, tensors: tensors, description: .none)
    }

    private static func checkHeader(_ message: ByteRange) throws(CheckpointError) {
        guard let fields = ProtocolReader.fields(message) else {
            throw .malformed("The index's description of the checkpoint is damaged.")
        }
        for case .number(let field, let value) in fields {
            if field == 1, value != 1 {
                throw .unreadable("The checkpoint has \(value) data files; save it again into one.")
            }
            if field == 2, value != 0 {
                throw .unreadable("The checkpoint's numbers are big-endian; save it again on a usual machine.")
            }
        }
    }

    /// The tensor that an entry describes; `nil` where it holds no numbers.
    private static func tensor(
        _ subject: String, _ fields: [ProtocolReader.Field], data: ByteRange
    ) throws(CheckpointError) -> CheckpointTensor? {
        var (type, offset, count): (UInt64, UInt64, UInt64) = (0, 0, 0)
        var shape: [Int] = []
        for field in fields {
            switch field {
            case .number(1, let value): type = value
            case .number(3, let value) where value != 0:
                throw .malformed("\(subject) is in data file \(value) of one.")
            case .number(4, let value): offset = value
            case .number(5, let value): count = value
            case .bytes(2, let message):
                guard let extents = extents(message) else {
                    throw .malformed("\(subject)'s extents are damaged.")
                }
                shape = extents
            case .bytes(7, _): throw .unreadable("\(subject) is in slices; save the checkpoint again without.")
            default: continue
            }
        }
        guard let elementType = elementType(type) else { return nil }
        guard let offset = offset.asInt, let count = count.asInt, let bytes = data.part(offset: offset, count: count)
        else { throw .malformed("\(subject) reaches outside the data file.") }
        let tensor = try CheckpointTensor(subject, shape: shape, elementType: elementType, bytes: bytes)
        guard tensor.byteCount == count else {
            throw .malformed("\(subject) has \(count) bytes; its extents make \(tensor.byteCount).")
        }
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
        switch code {
        case 1: .float32
        case 2: .float64
        case 3: .int32
        case 4: .uint8
        case 5: .int16
        case 6: .int8
        case 9: .int64
        case 10: .bool
        case 14: .bfloat16
        case 19: .float16
        default: nil
        }
    }
}
