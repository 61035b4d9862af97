/// What differs between the versions of ID3v2.
struct ID3Version: Equatable {
    /// 2, 3 or 4.
    let major: UInt8

    /// Bytes of a frame's name.
    var nameLength: Int { major == 2 ? 3 : 4 }
    /// Bytes of a frame's header.
    var frameHeaderLength: Int { major == 2 ? 6 : 10 }

    /// Names of the frames that are written.
    var names: (bpm: String, key: String, described: String) {
        major == 2 ? ("TBP", "TKE", "TXX") : ("TBPM", "TKEY", "TXXX")
    }

    /// A size as a frame's header has it.
    func sizeBytes(_ size: Int) -> [UInt8] {
        switch major {
        case 2: [UInt8(size >> 16 & 0xFF), UInt8(size >> 8 & 0xFF), UInt8(size & 0xFF)]
        case 3: [UInt8(size >> 24 & 0xFF), UInt8(size >> 16 & 0xFF), UInt8(size >> 8 & 0xFF), UInt8(size & 0xFF)]
        default: Self.syncSafe(size)
        }
    }

    /// Seven bits to a byte.
    static func syncSafe(_ size: Int) -> [UInt8] {
        [UInt8(size >> 21 & 0x7F), UInt8(size >> 14 & 0x7F), UInt8(size >> 7 & 0x7F), UInt8(size & 0x7F)]
    }

    /// The number in four bytes of seven bits; `nil` where a top bit is set.
    static func syncSafe(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count == 4, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        return bytes.reduce(0) { $0 << 7 | Int($1) }
    }
}
