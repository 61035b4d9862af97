/// Writes zip archives, also such as no honest program writes.
struct ZipBuilder {
    struct Entry {
        var name: String
        var content: [UInt8]
        var flags = 0
        var method = 0
        /// What the directory says; `nil`: the truth.
        var count: Int?
        var compressedCount: Int?
        var localOffset: Int?
        /// What stands before the content; `nil`: the same as in the directory.
        var localName: String?
        var localFlags: Int?
        var localMethod: Int?
        var localCount: Int?
        /// Keeps sizes in the 64-bit extra field.
        var isLong = false

        init(_ name: String, _ content: [UInt8]) {
            self.name = name
            self.content = content
        }
    }

    var entries: [Entry] = []
    var claimedEntryCount: Int?
    var claimedDirectoryOffset: Int?
    var claimedDirectoryByteCount: Int?
    /// Writes a 64-bit end record.
    var isLong = false
    var comment: [UInt8] = []

    private static let saturated = 0xffff_ffff

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let offset = bytes.count
            let count = entry.count ?? entry.content.count
            let compressed = entry.compressedCount ?? count
            let localCount = entry.localCount ?? count
            let localName = Array((entry.localName ?? entry.name).utf8)
            let localExtra = entry.isLong ? Self.extra([localCount, localCount]) : []
            bytes +=
                littleEndian(0x0403_4b50, 4) + littleEndian(20, 2) + littleEndian(entry.localFlags ?? entry.flags, 2)
            bytes += littleEndian(entry.localMethod ?? entry.method, 2) + littleEndian(0, 8)
            bytes += littleEndian(entry.isLong ? Self.saturated : localCount, 4)
            bytes += littleEndian(entry.isLong ? Self.saturated : localCount, 4)
            bytes += littleEndian(localName.count, 2) + littleEndian(localExtra.count, 2)
            bytes += localName + localExtra + entry.content

            let place = entry.localOffset ?? offset
            let extra = entry.isLong ? Self.extra([count, compressed, place]) : []
            directory += littleEndian(0x0201_4b50, 4) + littleEndian(20, 2) + littleEndian(20, 2)
            directory += littleEndian(entry.flags, 2) + littleEndian(entry.method, 2) + littleEndian(0, 8)
            directory += littleEndian(entry.isLong ? Self.saturated : compressed, 4)
            directory += littleEndian(entry.isLong ? Self.saturated : count, 4)
            directory += littleEndian(entry.name.utf8.count, 2) + littleEndian(extra.count, 2) + littleEndian(0, 2)
            directory += littleEndian(0, 8) + littleEndian(entry.isLong ? Self.saturated : place, 4)
            directory += Array(entry.name.utf8) + extra
        }
        let offset = claimedDirectoryOffset ?? bytes.count
        let count = claimedEntryCount ?? entries.count
        let byteCount = claimedDirectoryByteCount ?? directory.count
        bytes += directory
        if isLong {
            let record = bytes.count
            bytes += littleEndian(0x0606_4b50, 4) + littleEndian(44, 8) + littleEndian(0, 12)
            bytes += littleEndian(count, 8) + littleEndian(count, 8) + littleEndian(byteCount, 8)
            bytes += littleEndian(offset, 8)
            bytes += littleEndian(0x0706_4b50, 4) + littleEndian(0, 4) + littleEndian(record, 8) + littleEndian(1, 4)
        }
        bytes += littleEndian(0x0605_4b50, 4) + littleEndian(0, 4)
        bytes += littleEndian(isLong ? 0xffff : count, 2) + littleEndian(isLong ? 0xffff : count, 2)
        bytes += littleEndian(byteCount, 4) + littleEndian(isLong ? Self.saturated : offset, 4)
        return bytes + littleEndian(comment.count, 2) + comment
    }

    private static func extra(_ values: [Int]) -> [UInt8] {
        littleEndian(1, 2) + littleEndian(8 * values.count, 2) + values.flatMap { littleEndian($0, 8) }
    }
}
