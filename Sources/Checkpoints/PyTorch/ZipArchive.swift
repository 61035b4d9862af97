/// The entries of a zip archive that are stored as they are, which is how PyTorch writes them.
///
/// Compressed entries are refused: nothing here is ever larger than the file.
struct ZipArchive {
    private static let maximumEntryCount = 65_536
    private static let saturated32 = 0xffff_ffff

    /// Contents by name.
    private(set) var entries: [String: ByteRange] = [:]

    init(_ bytes: ByteRange) throws(CheckpointError) {
        let directory = try Self.directory(of: bytes)
        guard directory.count <= Self.maximumEntryCount else {
            throw .malformed("The archive claims to have \(directory.count) entries.")
        }
        var offset = directory.offset
        var ranges: [Range<Int>] = []
        for _ in 0..<directory.count {
            guard let entry = CentralEntry(bytes, at: offset) else {
                throw .malformed("The archive's directory is cut short or damaged.")
            }
            offset += entry.headerLength
            let name = entry.name
            guard entry.flags & 1 == 0 else { throw .refused("Entry \(name.forMessage) is encrypted.") }
            guard entry.method == 0, entry.compressedCount == entry.count else {
                throw .refused("Entry \(name.forMessage) is compressed, which PyTorch never does.")
            }
            guard let local = bytes.part(offset: entry.localOffset, count: 30),
                local.integer(at: 0, byteCount: 4) == 0x0403_4b50,
                let nameLength = local.integer(at: 26, byteCount: 2)?.asInt,
                let extraLength = local.integer(at: 28, byteCount: 2)?.asInt,
                local.integer(at: 8, byteCount: 2) == 0,
                let content = bytes.part(
                    offset: entry.localOffset + 30 + nameLength + extraLength, count: entry.count)
            else { throw .malformed("Entry \(name.forMessage) is not where the archive's directory says.") }
            let start = entry.localOffset
            ranges.append(start..<(start + 30 + nameLength + extraLength + entry.count))
            guard entries.updateValue(content, forKey: name) == nil else {
                throw .malformed("Entry \(name.forMessage) stands in the archive twice.")
            }
        }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        for (range, next) in zip(ranges, ranges.dropFirst()) where next.lowerBound < range.upperBound {
            throw .refused("Entries of the archive overlap.")
        }
    }

    /// Where the central directory begins, and how many entries it has.
    private static func directory(of bytes: ByteRange) throws(CheckpointError) -> (offset: Int, count: Int) {
        // The end record is last but for a comment of at most 65,535 bytes.
        var position = bytes.count - 22
        let lowest = max(0, position - 65_535)
        while position >= lowest, bytes.integer(at: position, byteCount: 4) != 0x0605_4b50 { position -= 1 }
        guard position >= lowest, let count = bytes.integer(at: position + 10, byteCount: 2)?.asInt,
            let offset = bytes.integer(at: position + 16, byteCount: 4)?.asInt
        else { throw .malformed("The archive has no directory; it may have been cut short.") }
        guard count == 0xffff || offset == saturated32 else { return (offset, count) }
        guard position >= 20, bytes.integer(at: position - 20, byteCount: 4) == 0x0706_4b50,
            let record = bytes.integer(at: position - 12, byteCount: 8)?.asInt,
            bytes.integer(at: record, byteCount: 4) == 0x0606_4b50,
            let longCount = bytes.integer(at: record + 32, byteCount: 8)?.asInt,
            let longOffset = bytes.integer(at: record + 48, byteCount: 8)?.asInt
        else { throw .malformed("The archive's 64-bit directory is damaged.") }
        return (longOffset, longCount)
    }

    /// An entry of the central directory.
    private struct CentralEntry {
        let name: String
        let flags: Int
        let method: Int
        var compressedCount: Int
        var count: Int
        var localOffset: Int
        let headerLength: Int

        init?(_ bytes: ByteRange, at offset: Int) {
            func field(_ position: Int, _ byteCount: Int) -> Int? {
                bytes.integer(at: offset + position, byteCount: byteCount)?.asInt
            }
            guard offset <= bytes.count, field(0, 4) == 0x0201_4b50, let flags = field(8, 2), let method = field(10, 2),
                let compressed = field(20, 4), let count = field(24, 4), let nameLength = field(28, 2),
                let extraLength = field(30, 2), let commentLength = field(32, 2), let localOffset = field(42, 4),
                let name = bytes.part(offset: offset + 46, count: nameLength)?.text,
                let extra = bytes.part(offset: offset + 46 + nameLength, count: extraLength)
            else { return nil }
            (self.name, self.flags, self.method) = (name, flags, method)
            (compressedCount, self.count, self.localOffset) = (compressed, count, localOffset)
            headerLength = 46 + nameLength + extraLength + commentLength
            guard takeLongFields(from: extra) else { return nil }
        }

        /// Where a 32-bit field is saturated, the value is in the zip64 extra field, in this order.
        private mutating func takeLongFields(from extra: ByteRange) -> Bool {
            guard [count, compressedCount, localOffset].contains(saturated32) else { return true }
            var position = 0
            while let kind = extra.integer(at: position, byteCount: 2),
                let length = extra.integer(at: position + 2, byteCount: 2)?.asInt,
                let field = extra.part(offset: position + 4, count: length)
            {
                position += 4 + length
                guard kind == 1 else { continue }
                var next = 0
                func take(_ value: inout Int) -> Bool {
                    guard value == saturated32 else { return true }
                    guard let long = field.integer(at: next, byteCount: 8)?.asInt else { return false }
                    value = long
                    next += 8
                    return true
                }
                return take(&count) && take(&compressedCount) && take(&localOffset)
            }
            return false
        }
    }
}
