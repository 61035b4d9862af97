/// A part of some bytes, read with checks.
struct ByteRange: Sendable {
    let store: ByteStore
    let range: Range<Int>

    init(_ store: ByteStore) {
        self.store = store
        range = 0..<store.count
    }

    private init(_ store: ByteStore, _ range: Range<Int>) {
        self.store = store
        self.range = range
    }

    var count: Int { range.count }

    /// A part of the part; `nil` where it reaches outside.
    func part(offset: Int, count: Int) -> ByteRange? {
        guard offset >= 0, count >= 0, offset <= self.count, count <= self.count - offset else { return nil }
        let start = range.lowerBound + offset
        return ByteRange(store, start..<(start + count))
    }

    /// The byte at an offset, which must be inside.
    subscript(offset: Int) -> UInt8 {
        precondition(offset >= 0 && offset < count, "The offset is outside the bytes.")
        return store[range.lowerBound + offset]
    }

    /// A little-endian whole number of so many bytes; `nil` where they reach outside.
    func integer(at offset: Int, byteCount: Int) -> UInt64? {
        guard byteCount <= 8, let part = part(offset: offset, count: byteCount) else { return nil }
        return (0..<byteCount).reduce(0) { $0 | UInt64(part[$1]) << UInt64(8 * $1) }
    }

    /// The bytes as an array.
    var array: [UInt8] {
        store.withBytes(range) { span in
            (0..<span.byteCount).map { unsafe span.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
        }
    }

    /// The bytes as UTF-8 text; `nil` where they are none.
    var text: String? { String(validating: array, as: UTF8.self) }
}

extension UInt64 {
    /// The number as an `Int`; `nil` where it is too large.
    var asInt: Int? { Int(exactly: self) }
}
