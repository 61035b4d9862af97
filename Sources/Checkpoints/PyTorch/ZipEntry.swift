/// An entry of a zip archive's central directory.
struct ZipEntry {
    /// In a field of 32 bits: the value is in the 64-bit extra field.
    static let saturated = 0xffff_ffff

    let name: String
    /// Bytes that the entry takes in the directory.
    let headerLength: Int
    private let rawName: ByteRange
    private let flags: Int
    private let method: Int
    private var compressedCount: Int
    private var count: Int
    private var localOffset: Int

    /// Reads the entry at an offset of the directory; `nil` where it is damaged.
    init?(_ directory: ByteRange, at offset: Int) {
        guard let header = directory.part(offset: offset, count: 46), header.integer(at: 0, byteCount: 4) == 0x0201_4b50
        else { return nil }
        func field(_ position: Int, _ byteCount: Int) -> Int {
            header.integer(at: position, byteCount: byteCount)?.asInt ?? 0
        }
        let (nameLength, extraLength) = (field(28, 2), field(30, 2))
        headerLength = 46 + nameLength + extraLength + field(32, 2)
        guard directory.part(offset: offset, count: headerLength) != nil,
            let rawName = directory.part(offset: offset + 46, count: nameLength), let name = rawName.text,
            let extra = directory.part(offset: offset + 46 + nameLength, count: extraLength)
        else { return nil }
        (self.name, self.rawName, flags, method) = (name, rawName, field(8, 2), field(10, 2))
        (compressedCount, count, localOffset) = (field(20, 4), field(24, 4), field(42, 4))
        guard Self.takeLongFields(from: extra, into: &count, &compressedCount, &localOffset) else { return nil }
    }

    /// The entry's content, and all that it takes of the archive; checked against what stands before the content.
    ///
    /// - Parameter bytes: the archive up to its directory.
    func locate(in bytes: ByteRange) throws(CheckpointError) -> (content: ByteRange, range: Range<Int>) {
        guard flags & 1 == 0 else { throw .refused("Entry \(name.forMessage) is encrypted.") }
        guard method == 0 else {
            throw .refused("Entry \(name.forMessage) is compressed, which PyTorch never does.")
        }
        guard compressedCount == count else {
            throw .malformed("Entry \(name.forMessage) is stored as it is and yet has two sizes.")
        }
        guard let local = bytes.part(offset: localOffset, count: 30), local.integer(at: 0, byteCount: 4) == 0x0403_4b50,
            let nameLength = local.integer(at: 26, byteCount: 2)?.asInt,
            let extraLength = local.integer(at: 28, byteCount: 2)?.asInt,
            let localName = bytes.part(offset: localOffset + 30, count: nameLength),
            let extra = bytes.part(offset: localOffset + 30 + nameLength, count: extraLength),
            let content = bytes.part(offset: localOffset + 30 + nameLength + extraLength, count: count)
        else { throw .malformed("Entry \(name.forMessage) is not where the archive's directory says.") }
        guard localName.array == rawName.array, isConfirmed(by: local, extra) else {
            throw .malformed("Entry \(name.forMessage) is described in two ways that contradict each other.")
        }
        return (content, localOffset..<(localOffset + 30 + nameLength + extraLength + count))
    }

    /// Whether the description before the content says the same as the directory.
    private func isConfirmed(by local: ByteRange, _ extra: ByteRange) -> Bool {
        guard let localFlags = local.integer(at: 6, byteCount: 2)?.asInt, localFlags & 1 == 0,
            local.integer(at: 8, byteCount: 2) == 0, var first = local.integer(at: 18, byteCount: 4)?.asInt,
            var second = local.integer(at: 22, byteCount: 4)?.asInt
        else { return false }
        // Written before the size was known.
        if localFlags & 8 != 0, first == 0, second == 0 { return true }
        var none = 0
        guard Self.takeLongFields(from: extra, into: &second, &first, &none) else { return false }
        return first == count && second == count
    }

    /// Where a 32-bit field is saturated, the value is in the zip64 extra field, in this order.
    private static func takeLongFields(
        from extra: ByteRange, into count: inout Int, _ compressedCount: inout Int, _ localOffset: inout Int
    ) -> Bool {
        guard [count, compressedCount, localOffset].contains(saturated) else { return true }
        var position = 0
        while let kind = extra.integer(at: position, byteCount: 2),
            let length = extra.integer(at: position + 2, byteCount: 2)?.asInt,
            let field = extra.part(offset: position + 4, count: length)
        {
            position += 4 + length
            guard kind == 1 else { continue }
            var next = 0
            func take(_ value: inout Int) -> Bool {
                guard value == saturated else { return true }
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
