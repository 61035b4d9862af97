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

    /// A little-endian whole number of at most eight bytes; `nil` where they reach outside.
    func integer(at offset: Int, byteCount: Int) -> UInt64? {
        guard byteCount <= 8, offset >= 0, offset <= count, byteCount <= count - offset else { return nil }
        var value: UInt64 = 0
        for i in 0..<byteCount { value |= UInt64(store[range.lowerBound + offset + i]) << UInt64(8 * i) }
        return value
    }

    /// The bytes as an array.
    var array: [UInt8] {
        store.withBytes(range) { span in unsafe span.withUnsafeBytes { unsafe [UInt8]($0) } }
    }

    /// The bytes as UTF-8 text; `nil` where they are none.
    var text: String? { String(validating: array, as: UTF8.self) }
}

extension UInt64 {
    /// The number as an `Int`; `nil` where it is too large.
    var asInt: Int? { Int(exactly: self) }
}

extension String {
    /// The text as it can be shown: in quotation marks, short, and on one line.
    var forMessage: String {
        let shown = unicodeScalars.prefix(80).map { scalar in
            scalar.properties.generalCategory.isShown ? String(scalar) : "?"
        }
        return "\"\(shown.joined())\(unicodeScalars.dropFirst(80).isEmpty ? "" : "...")\""
    }
}

extension Unicode.GeneralCategory {
    /// Whether characters of this kind leave the line and the order of reading as they are.
    fileprivate var isShown: Bool {
        switch self {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
        default: true
        }
    }
}
