/// The tags at the end of a file: ID3v1 (also the extended one), APEv1 and APEv2, Lyrics3, appended ID3v2.
struct TrailingTags {
    /// Where the tags begin; the file's end where there are none.
    let start: Int64

    /// Peels tag after tag off the end, never beyond `limit`.
    init(_ file: OpenFile, notBefore limit: Int64) throws(AudioFileError) {
        var end = file.size
        for _ in 0..<16 {
            let tail = try file.bytes(at: max(limit, end - 5200), count: Int(min(5200, max(0, end - limit))))
            guard let length = Self.lastTagLength(tail), end - length >= limit else { break }
            end -= length
        }
        start = end
    }

    /// Length of the tag that ends where `tail` ends.
    private static func lastTagLength(_ tail: [UInt8]) -> Int64? {
        let bytes = tail.span
        let end = bytes.count
        if bytes.text(at: end - 128, count: 3) == "TAG" {
            return bytes.text(at: end - 128 - 227, count: 4) == "TAG+" ? 128 + 227 : 128
        }
        if bytes.text(at: end - 32, count: 8) == "APETAGEX" {
            let (size, flags) = (bytes.littleEndian32(at: end - 20), bytes.littleEndian32(at: end - 12))
            // The size counts the footer; bit 31 of the flags says that a header of 32 bytes comes before.
            return size < 32 ? 32 : size + (flags >> 31 != 0 ? 32 : 0)
        }
        if bytes.text(at: end - 9, count: 9) == "LYRICS200" {
            guard let size = bytes.text(at: end - 15, count: 6).flatMap({ Int64($0) }), size >= 0 else { return nil }
            return size + 15
        }
        if bytes.text(at: end - 9, count: 9) == "LYRICSEND" {
            for start in stride(from: end - 20, through: max(0, end - 5120), by: -1)
            where bytes.text(at: start, count: 11) == "LYRICSBEGIN" { return Int64(end - start) }
        }
        if bytes.text(at: end - 10, count: 3) == "3DI" { return bytes.syncSafe32(at: end - 4).map { $0 + 20 } }
        return nil
    }
}

extension Span<UInt8> {
    /// Four bytes as an unsigned little-endian number; 0 past the end.
    func littleEndian32(at offset: Int) -> Int64 {
        guard offset >= 0, offset + 4 <= count else { return 0 }
        return Int64(self[offset]) | Int64(self[offset + 1]) << 8 | Int64(self[offset + 2]) << 16
            | Int64(self[offset + 3]) << 24
    }
}
