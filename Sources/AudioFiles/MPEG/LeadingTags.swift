/// The ID3v2 tags at the beginning of a file.
struct LeadingTags {
    /// Where the tags end and something else begins.
    private(set) var end: Int64 = 0
    /// The end that a last tag claims where that lies beyond the end of the file; `end` is then behind its header.
    private(set) var claimedEnd: Int64?

    /// Skips tag after tag; one that claims more than the file holds is taken for ten bytes of header only.
    init(_ file: OpenFile) throws(AudioFileError) {
        // Files with more than two or three tags are hostile; the bound keeps them cheap.
        for _ in 0..<1000 {
            guard let length = Self.length(try file.bytes(at: end, count: 10)) else { return }
            guard end + length <= file.size else {
                claimedEnd = end + length
                end += 10
                return
            }
            end += length
        }
    }

    /// Length in bytes of the tag with this header, header and footer included; `nil` where it is none.
    static func length(_ header: [UInt8]) -> Int64? {
        let bytes = header.span
        guard bytes.text(at: 0, count: 3) == "ID3", bytes.count == 10, bytes[3] != 0xFF, bytes[4] != 0xFF,
            let size = bytes.syncSafe32(at: 6)
        else { return nil }
        return 10 + size + (bytes[5] & 0x10 != 0 ? 10 : 0)
    }
}
