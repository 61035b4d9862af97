/// Reads safetensors files: the length of a JSON header, the header, and the tensors' bytes.
///
/// The tensors must cover the bytes without gaps and overlaps, as the format demands.
enum SafetensorsReader {
    /// The format's own limit.
    private static let maximumHeaderLength = 100_000_000

    static func read(_ bytes: ByteRange) throws(CheckpointError) -> Checkpoint {
        guard let length = bytes.integer(at: 0, byteCount: 8)?.asInt, length <= maximumHeaderLength,
            let text = bytes.part(offset: 8, count: length),
            let data = bytes.part(offset: 8 + length, count: bytes.count - 8 - length)
        else { throw .malformed("The safetensors header is longer than the file or the format allows.") }
        let header = try SafetensorsHeader(text.array)
        var tensors: [String: CheckpointTensor] = [:]
        var covered = 0
        // Tensors without elements take no room, wherever they are.
        for entry in header.entries.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
            let subject = "Tensor \(entry.name.forMessage)"
            guard entry.begin == covered else {
                throw .malformed("\(subject) overlaps another one or leaves a gap before it.")
            }
            guard let part = data.part(offset: entry.begin, count: entry.end - entry.begin) else {
                throw .malformed("\(subject) reaches outside the file.")
            }
            guard let type = elementType(entry.dtype) else {
                throw .unreadable(
                    "\(subject) has elements of type \(entry.dtype.forMessage), which is not known; convert it to F32.")
            }
            let tensor = try CheckpointTensor(subject, shape: entry.shape, elementType: type, bytes: part)
            guard tensor.byteCount == part.count else {
                throw .malformed("\(subject) has \(part.count) bytes; its extents make \(tensor.byteCount).")
            }
            tensors[entry.name] = tensor
            covered = entry.end
        }
        guard covered == data.count else {
            throw .malformed("\(data.count - covered) bytes are left after the last tensor.")
        }
        return Checkpoint(
            format: .safetensors, tensors: tensors, description: .dictionary(header.metadata.mapValues { .text($0) }))
    }

    private static func elementType(_ name: String) -> ElementType? {
        switch name {
        case "F64": .float64
        case "F32": .float32
        case "F16": .float16
        case "BF16": .bfloat16
        case "I64": .int64
        case "I32": .int32
        case "I16": .int16
        case "I8": .int8
        case "U8": .uint8
        case "BOOL": .bool
        default: nil
        }
    }
}
