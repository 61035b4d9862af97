internal import FoundationEssentials

/// Reads safetensors files: the length of a JSON header, the header, and the tensors' bytes without gaps.
enum SafetensorsReader {
    /// The format's own limit.
    private static let maximumHeaderLength = 100_000_000

    private struct Entry: Decodable {
        let dtype: String
        let shape: [Int]
        let data_offsets: [Int]
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private struct Header: Decodable {
        var entries: [String: Entry] = [:]
        var metadata: [String: String] = [:]

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Name.self)
            for key in container.allKeys {
                if key.stringValue == "__metadata__" {
                    metadata = try container.decode([String: String].self, forKey: key)
                } else {
                    entries[key.stringValue] = try container.decode(Entry.self, forKey: key)
                }
            }
        }
    }

    static func read(_ bytes: ByteRange) throws(CheckpointError) -> Checkpoint {
        guard let length = bytes.integer(at: 0, byteCount: 8)?.asInt, length <= maximumHeaderLength,
            let header = bytes.part(offset: 8, count: length),
            let data = bytes.part(offset: 8 + length, count: bytes.count - 8 - length)
        else { throw .malformed("The safetensors header is longer than the file or the format allows.") }
        let decoded = try decode(header)
        var tensors: [String: CheckpointTensor] = [:]
        var covered = 0
        let sorted = decoded.entries.sorted {
            ($0.value.data_offsets.first ?? 0, $0.key) < ($1.value.data_offsets.first ?? 0, $1.key)
        }
        for (name, entry) in sorted {
            guard let type = elementType(entry.dtype) else {
                throw .malformed(
                    "Tensor \(name.forMessage) has elements of type \(entry.dtype.forMessage), which is not known.")
            }
            guard entry.data_offsets.count == 2 else {
                throw .malformed("Tensor \(name.forMessage) has \(entry.data_offsets.count) offsets instead of two.")
            }
            let (begin, end) = (entry.data_offsets[0], entry.data_offsets[1])
            guard begin == covered else {
                throw .malformed("Tensor \(name.forMessage) overlaps another one or leaves a gap before it.")
            }
            guard begin <= end, let part = data.part(offset: begin, count: end - begin) else {
                throw .malformed("Tensor \(name.forMessage) reaches outside the file.")
            }
            guard let tensor = CheckpointTensor(shape: entry.shape, elementType: type, bytes: part),
                tensor.count * type.byteCount == part.count
            else { throw .malformed("Tensor \(name.forMessage)'s extents do not fit its bytes.") }
            tensors[name] = tensor
            covered = end
        }
        guard covered == data.count else { throw .malformed("Bytes are left after the last tensor.") }
        return Checkpoint(
            format: .safetensors, tensors: tensors, description: .dictionary(decoded.metadata.mapValues { .text($0) }))
    }

    private static func decode(_ header: ByteRange) throws(CheckpointError) -> Header {
        let text = header.array
        try checkNesting(text)
        do {
            return try JSONDecoder().decode(Header.self, from: Data(text))
        } catch {
            throw .malformed("The safetensors header is not the JSON that the format demands.")
        }
    }

    /// A header has three levels; a decoder that follows any number of them could be made to run out of stack. Names
    /// that stand there twice are refused as well: readers differ in which one they take.
    private static func checkNesting(_ text: [UInt8]) throws(CheckpointError) {
        var (depth, isInText, isEscaped, start) = (0, false, false, 0)
        var names = Set<ArraySlice<UInt8>>()
        for (i, byte) in text.enumerated() {
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInText = false
                    let next = text[(i + 1)...].first { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }
                    if depth == 1, next == UInt8(ascii: ":"), !names.insert(text[start..<i]).inserted {
                        throw .malformed("A name stands in the safetensors header twice.")
                    }
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): (isInText, start) = (true, i + 1)
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            guard depth <= 4 else { throw .malformed("The safetensors header is nested too deeply.") }
        }
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

extension String {
    /// The text as it can be shown: short, and on one line.
    var forMessage: String {
        let shown = unicodeScalars.prefix(80).map { $0.value < 32 || $0.value == 127 ? "?" : String($0) }.joined()
        return "\"\(shown)\(unicodeScalars.count > 80 ? "..." : "")\""
    }
}
