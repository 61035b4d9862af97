/// What a Xing, Info or VBRI frame claims. It is evidence to be weighed, never a size to be trusted.
struct StreamInformation: Equatable, Sendable {
    /// Claimed number of audio frames.
    var frameCount: Int64?
    /// Claimed length of the stream in bytes, from this frame on.
    var byteCount: Int64?

    /// Reads the frame that begins at `offset`; `nil` where it is an ordinary audio frame.
    init?(_ bytes: Span<UInt8>, at offset: Int, header: MPEGFrameHeader) {
        guard header.layer == 3 else { return nil }
        // Encoders disagree on whether a checksum moves the block, so both places are tried.
        for place in [4 + header.sideInformationByteCount, 6 + header.sideInformationByteCount] {
            let name = bytes.text(at: offset + place, count: 4)
            guard name == "Xing" || name == "Info", let flags = bytes.bigEndian32(at: offset + place + 4) else {
                continue
            }
            var next = offset + place + 8
            if flags & 1 != 0 {
                frameCount = bytes.bigEndian32(at: next)
                next += 4
            }
            if flags & 2 != 0 { byteCount = bytes.bigEndian32(at: next) }
            return
        }
        guard bytes.text(at: offset + 36, count: 4) == "VBRI" else { return nil }
        byteCount = bytes.bigEndian32(at: offset + 46)
        frameCount = bytes.bigEndian32(at: offset + 50)
    }
}

extension Span<UInt8> {
    /// Four bytes as an unsigned big-endian number.
    func bigEndian32(at offset: Int) -> Int64? {
        guard offset >= 0, offset + 4 <= count else { return nil }
        return Int64(self[offset]) << 24 | Int64(self[offset + 1]) << 16 | Int64(self[offset + 2]) << 8
            | Int64(self[offset + 3])
    }

    /// Four bytes of seven bits each, as ID3v2 writes sizes; `nil` where a high bit is set.
    func syncSafe32(at offset: Int) -> Int64? {
        guard offset >= 0, offset + 4 <= count else { return nil }
        var value: Int64 = 0
        for i in offset..<offset + 4 {
            if self[i] & 0x80 != 0 { return nil }
            value = value << 7 | Int64(self[i])
        }
        return value
    }

    /// Bytes as ASCII text; `nil` past the end or where they are not ASCII.
    func text(at offset: Int, count length: Int) -> String? {
        guard offset >= 0, length >= 0, offset + length <= count else { return nil }
        var text = ""
        for i in offset..<offset + length {
            guard self[i] < 0x80 else { return nil }
            text.unicodeScalars.append(Unicode.Scalar(self[i]))
        }
        return text
    }

    /// Whether all bytes of the range are zero.
    func isZero(_ range: Range<Int>) -> Bool {
        for i in range where self[i] != 0 { return false }
        return true
    }
}
