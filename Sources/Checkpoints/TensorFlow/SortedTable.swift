/// A table of keys and values in LevelDB's format, in which TensorFlow keeps its index.
enum SortedTable {
    private static let magic: UInt64 = 0xdb47_7524_8b80_fb57
    private static let footerLength = 48
    /// An index has about 60 bytes per tensor.
    private static let maximumByteCount = 16 << 20
    private static let maximumKeyLength = 1024
    /// Keys repeat the beginning of the one before by naming its length: a few bytes can stand for a long key.
    private static let maximumKeyByteCount = 16 << 20

    /// An entry: its key, and its value where it stands.
    struct Entry {
        let key: [UInt8]
        let value: ByteRange
    }

    static func looksLikeOne(_ bytes: ByteRange) -> Bool {
        bytes.count >= footerLength && bytes.integer(at: bytes.count - 8, byteCount: 8) == magic
    }

    /// All entries in order.
    static func entries(_ bytes: ByteRange) throws(CheckpointError) -> [Entry] {
        guard looksLikeOne(bytes), let footer = bytes.part(offset: bytes.count - footerLength, count: footerLength)
        else {
            throw .malformed("The index is no table of TensorFlow's.")
        }
        guard bytes.count <= maximumByteCount else {
            throw .refused("The index has \(bytes.count) bytes, far more than the tensors of any model need.")
        }
        var reader = ProtocolReader(footer)
        guard reader.varint() != nil, reader.varint() != nil, let offset = reader.varint(), let count = reader.varint()
        else { throw .malformed("The index's footer is damaged.") }
        var result: [Entry] = []
        // Blocks that are pointed at again and again would make a large table of a small file.
        var bytesLeft = bytes.count
        var keyBytesLeft = maximumKeyByteCount
        for entry in try block(bytes, offset: offset, count: count, keyBytesLeft: &keyBytesLeft) {
            var handle = ProtocolReader(entry.value)
            guard let offset = handle.varint(), let count = handle.varint() else {
                throw .malformed("The index points to a block in a way that is not known.")
            }
            guard count < bytesLeft else { throw .refused("Blocks of the index are used more than once.") }
            bytesLeft -= max(1, count)
            result += try block(bytes, offset: offset, count: count, keyBytesLeft: &keyBytesLeft)
        }
        for (entry, next) in zip(result, result.dropFirst()) where !entry.key.lexicographicallyPrecedes(next.key) {
            throw .malformed("The index is not sorted, or has a name twice.")
        }
        return result
    }

    private static func block(
        _ bytes: ByteRange, offset: Int, count: Int, keyBytesLeft: inout Int
    ) throws(CheckpointError) -> [Entry] {
        guard let block = bytes.part(offset: offset, count: count),
            let trailer = bytes.part(offset: offset + count, count: 5),
            let checked = bytes.part(offset: offset, count: count + 1)
        else { throw .malformed("A block of the index reaches outside the file.") }
        guard trailer.integer(at: 1, byteCount: 4) == UInt64(CyclicRedundancyCheck.masked(checked.array)) else {
            throw .malformed("A block of the index has a wrong check sum.")
        }
        guard trailer[0] == 0 else {
            throw .unreadable(
                "The index is compressed, which TensorFlow's own checkpoints are not; save it again with TensorFlow.")
        }
        // The places where whole keys stand are at the end, and their number.
        guard let restarts = block.integer(at: count - 4, byteCount: 4)?.asInt, restarts <= (count - 4) / 4,
            let content = block.part(offset: 0, count: count - 4 - 4 * restarts)
        else { throw .malformed("A block of the index is damaged.") }
        var reader = ProtocolReader(content)
        var key: [UInt8] = []
        var result: [Entry] = []
        while !reader.isAtEnd {
            guard let shared = reader.varint(), let rest = reader.varint(), let length = reader.varint(),
                shared <= key.count, rest <= maximumKeyLength - shared, let suffix = reader.take(rest),
                let value = reader.take(length)
            else { throw .malformed("An entry of the index is damaged.") }
            // What a key costs besides its letters is counted, too.
            keyBytesLeft -= shared + rest + 32
            guard keyBytesLeft > 0 else { throw .refused("The index has more names than any model needs.") }
            key = key.prefix(shared) + suffix.array
            result.append(Entry(key: key, value: value))
        }
        return result
    }
}
