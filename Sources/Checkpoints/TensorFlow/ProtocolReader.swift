/// Reads the protocol buffers' wire format: variable-length numbers and tagged fields.
struct ProtocolReader {
    /// A field's number and content.
    enum Field {
        case number(Int, UInt64)
        case bytes(Int, ByteRange)
    }

    /// Far more than the messages of an index have: a field of two bytes takes many more in memory.
    private static let maximumFieldCount = 256

    private let bytes: ByteRange
    private var position = 0

    init(_ bytes: ByteRange) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }

    /// A number of 7 bits per byte; `nil` where it is cut short or does not fit an `Int`.
    mutating func varint() -> Int? { longVarint()?.asInt }

    private mutating func longVarint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard position < bytes.count else { return nil }
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }

    mutating func take(_ count: Int) -> ByteRange? {
        guard let part = bytes.part(offset: position, count: count) else { return nil }
        position += count
        return part
    }

    /// All fields of a message; `nil` where it is damaged.
    static func fields(_ message: ByteRange) -> [Field]? {
        var reader = ProtocolReader(message)
        var fields: [Field] = []
        while !reader.isAtEnd {
            guard fields.count < maximumFieldCount, let tag = reader.varint() else { return nil }
            switch tag & 7 {
            case 0:
                guard let value = reader.longVarint() else { return nil }
                fields.append(.number(tag >> 3, value))
            case 1, 5:
                let count = tag & 7 == 1 ? 8 : 4
                guard let value = reader.take(count)?.integer(at: 0, byteCount: count) else { return nil }
                fields.append(.number(tag >> 3, value))
            case 2:
                guard let count = reader.varint(), let part = reader.take(count) else { return nil }
                fields.append(.bytes(tag >> 3, part))
            default: return nil
            }
        }
        return fields
    }
}
