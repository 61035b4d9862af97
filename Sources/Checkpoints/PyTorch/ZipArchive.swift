/// The entries of a zip archive that are stored as they are, which is how PyTorch writes them.
///
/// Compressed entries are refused: nothing here is ever larger than the file. Zip file format: PKWARE's APPNOTE 6.3.
struct ZipArchive {
    /// How an archive may begin: with an entry, or with the end of an empty directory.
    static let signatures: [UInt64?] = [0x0403_4b50, 0x0605_4b50]
    private static let maximumEntryCount = 65_536

    /// Contents by name.
    private(set) var entries: [String: ByteRange] = [:]

    /// Where the central directory is, and how many entries it has.
    private struct Directory {
        let offset: Int
        let byteCount: Int
        let entryCount: Int
    }

    init(_ bytes: ByteRange) throws(CheckpointError) {
        let directory = try Self.directory(of: bytes)
        guard directory.entryCount <= Self.maximumEntryCount else {
            throw .malformed("The archive claims to have \(directory.entryCount) entries.")
        }
        guard let listing = bytes.part(offset: directory.offset, count: directory.byteCount),
            let contents = bytes.part(offset: 0, count: directory.offset)
        else { throw .malformed("The archive's directory reaches outside the file.") }
        var offset = 0
        var ranges: [Range<Int>] = []
        for _ in 0..<directory.entryCount {
            guard let entry = ZipEntry(listing, at: offset) else {
                throw .malformed("The archive's directory is cut short or damaged.")
            }
            offset += entry.headerLength
            let (content, range) = try entry.locate(in: contents)
            ranges.append(range)
            guard entries.updateValue(content, forKey: entry.name) == nil else {
                throw .malformed("Entry \(entry.name.forMessage) stands in the archive twice.")
            }
        }
        guard offset == listing.count else {
            throw .malformed("The archive's directory has \(listing.count) bytes; its entries take \(offset).")
        }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        for (range, next) in zip(ranges, ranges.dropFirst()) where next.lowerBound < range.upperBound {
            throw .refused("Entries of the archive overlap.")
        }
    }

    private static func directory(of bytes: ByteRange) throws(CheckpointError) -> Directory {
        // The end record is last but for a comment of at most 65,535 bytes.
        var position = bytes.count - 22
        let lowest = max(0, position - 65_535)
        while position >= lowest, !isEnd(bytes, at: position) { position -= 1 }
        guard position >= lowest, let entryCount = bytes.integer(at: position + 10, byteCount: 2)?.asInt,
            let byteCount = bytes.integer(at: position + 12, byteCount: 4)?.asInt,
            let offset = bytes.integer(at: position + 16, byteCount: 4)?.asInt
        else { throw .malformed("The archive has no directory; it may have been cut short.") }
        guard entryCount == 0xffff || byteCount == ZipEntry.saturated || offset == ZipEntry.saturated else {
            return Directory(offset: offset, byteCount: byteCount, entryCount: entryCount)
        }
        guard position >= 20, bytes.integer(at: position - 20, byteCount: 4) == 0x0706_4b50,
            let start = bytes.integer(at: position - 12, byteCount: 8)?.asInt,
            let record = bytes.part(offset: start, count: 56), record.integer(at: 0, byteCount: 4) == 0x0606_4b50,
            let entryCount = record.integer(at: 32, byteCount: 8)?.asInt,
            let byteCount = record.integer(at: 40, byteCount: 8)?.asInt,
            let offset = record.integer(at: 48, byteCount: 8)?.asInt
        else { throw .malformed("The archive's 64-bit directory is damaged.") }
        return Directory(offset: offset, byteCount: byteCount, entryCount: entryCount)
    }

    /// Whether the end record is here: its comment must reach to the end of the file.
    private static func isEnd(_ bytes: ByteRange, at position: Int) -> Bool {
        bytes.integer(at: position, byteCount: 4) == 0x0605_4b50
            && bytes.integer(at: position + 20, byteCount: 2)?.asInt == bytes.count - 22 - position
    }
}
