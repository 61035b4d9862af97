/// A table of keys and values in LevelDB's format, in which TensorFlow keeps its index.
enum SortedTable {
    private static let magic: UInt64 = 0xdb47_7524_8b80_fb57
    private static let footerLength = 48
    /// An index has a few entries per tensor.
    private static let maximumByteCount = 64 << 20

    static func looksLikeOne(_ bytes: ByteRange) -> Bool {
        bytes.count >= footerLength && bytes.integer(at: bytes.count - 8, byteCount: 8) == magic
    }

    /// All entries in order.
    static func entries(_ bytes: ByteRange) throws(CheckpointError) -> [(key: [UInt8], value: ByteRange)] {
        guard looksLikeOne(bytes), bytes.count <= maximumByteCount,
            let footer = bytes.part(offset: bytes.count - footerLength, count: footerLength)
        else { throw .malformed("The index is no table of TensorFlow's.") }
        var reader = ProtocolReader(footer)
        guard reader.varint() != nil, reader.varint() != nil, let offset = reader.varint(), let count = reader.varint()
        else { throw .malformed("The index's footer is damaged.") }
        var result: [(key: [UInt8], value: ByteRange)] = []
        var seen = 0
        for entry in try block(bytes, offset: offset, count: count) {
            var handle = ProtocolReader(entry.value)
            guard let offset = handle.varint(), let count = handle.varint() else {
                throw .malformed("The index points to a block in a way that is not known.")
            }
            // Blocks that are pointed at again and again would make a large table of a small file.
            seen += count
            guard seen <= bytes.count else { throw .refused("Blocks of the index are used more than once.") }
            result += try block(bytes, offset: offset, count: count)
        }
        return result
    }

    private static func block(
        _ bytes: ByteRange, offset: Int, count: Int
    ) throws(CheckpointError) -> [(key: [UInt8], value: ByteRange)] {
        guard let block = bytes.part(offset: offset, count: count),
            let trailer = bytes.part(offset: offset + count, count: 5),
            let restarts = block.integer(at: count - 4, byteCount: 4)?.asInt, restarts <= count / 4,
            count - 4 - 4 * restarts >= 0, let checked = bytes.part(offset: offset, count: count + 1)
        else { throw .malformed("A block of the index reaches outside the file.") }
        guard trailer[0] == 0 else {
            throw .refused("The index is compressed, which TensorFlow's checkpoints are not.")
        }
        guard let sum = trailer.integer(at: 1, byteCount: 4), UInt64(CyclicRedundancyCheck.masked(checked.array)) == sum
        else { throw .malformed("A block of the index has a wrong check sum.") }
        guard let content = block.part(offset: 0, count: count - 4 - 4 * restarts) else { return [] }
        var reader = ProtocolReader(content)
        var key: [UInt8] = []
        var result: [(key: [UInt8], value: ByteRange)] = []
        while !reader.isAtEnd {
            guard let shared = reader.varint(), let rest = reader.varint(), let length = reader.varint(),
                shared <= key.count, rest <= 4096, let suffix = reader.take(rest), let value = reader.take(length),
                shared <= 4096
            else { throw .malformed("An entry of the index is damaged.") }
            key = key.prefix(shared) + suffix.array
            result.append((key, value))
        }
        return result
    }
}
