/// Tags written byte by byte.
enum TagFixture {
    static func syncSafe(_ value: Int) -> [UInt8] { [21, 14, 7, 0].map { UInt8(value >> $0 & 0x7F) } }
    static func bigEndian(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) } }
    static func littleEndian(_ value: Int) -> [UInt8] { bigEndian(value).reversed() }

    static func id3v2(version: UInt8 = 3, flags: UInt8 = 0, frames: [UInt8]) -> [UInt8] {
        Array("ID3".utf8) + [version, 0, flags] + syncSafe(frames.count) + frames
    }

    static func frame(_ name: String, version: UInt8 = 3, flags: [UInt8] = [0, 0], _ contents: [UInt8]) -> [UInt8] {
        switch version {
        case 2: Array(name.utf8) + bigEndian(contents.count).dropFirst() + contents
        case 3: Array(name.utf8) + bigEndian(contents.count) + flags + contents
        default: Array(name.utf8) + syncSafe(contents.count) + flags + contents
        }
    }

    static func id3v1(title: String = "", artist: String = "", album: String = "", genre: UInt8 = 255) -> [UInt8] {
        func field(_ text: String, _ count: Int) -> [UInt8] {
            Array((Array(text.utf8) + [UInt8](repeating: 0, count: count)).prefix(count))
        }
        return Array("TAG".utf8) + field(title, 30) + field(artist, 30) + field(album, 30) + field("1999", 4)
            + field("", 30) + [genre]
    }

    /// An APEv2 tag of one item, with header and footer.
    static func ape(valueByteCount: Int) -> [UInt8] {
        let item =
            littleEndian(valueByteCount) + littleEndian(0) + Array("Comment".utf8) + [0]
            + [UInt8](repeating: 0x41, count: valueByteCount)
        func mark(_ flags: Int) -> [UInt8] {
            Array("APETAGEX".utf8) + littleEndian(2000) + littleEndian(item.count + 32) + littleEndian(1)
                + littleEndian(flags) + [UInt8](repeating: 0, count: 8)
        }
        return mark(0xA000_0000) + item + mark(0x8000_0000)
    }
}
