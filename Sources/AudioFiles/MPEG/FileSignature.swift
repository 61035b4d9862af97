/// The kinds of file that are dropped by mistake, recognised by their first bytes.
enum FileSignature {
    /// The name of a format with an unmistakable beginning.
    static func format(_ bytes: Span<UInt8>) -> String? {
        switch bytes.text(at: 0, count: 4) {
        case "RIFF", "RF64", "BW64", "RIFX":
            switch bytes.text(at: 8, count: 4) {
            case "WAVE": return "WAV"
            case "AVI ": return "an AVI video"
            case "RMID": return "MIDI"
            case "WEBP": return "a WebP picture"
            default: return nil
            }
        case "FORM": return bytes.text(at: 8, count: 3) == "AIF" ? "AIFF" : nil
        default: break
        }
        if bytes.text(at: 4, count: 4) == "ftyp" { return "M4A or MP4" }
        for (signature, format) in signatures where bytes.count >= signature.count {
            var isEqual = true
            for i in signature.indices where bytes[i] != signature[i] { isEqual = false }
            if isEqual { return format }
        }
        // AAC in ADTS frames looks like MPEG audio of the layer that does not exist.
        if bytes.count >= 7, bytes[0] == 0xFF, bytes[1] & 0xF6 == 0xF0, bytes[2] >> 2 & 15 < 13 { return "AAC" }
        return nil
    }

    /// Whether the bytes are text: valid UTF-8 or UTF-16 with a byte-order mark, and no control characters.
    static func isPlainText(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let isLittleEndian = bytes[0] == 0xFF
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
                UInt16(bytes[isLittleEndian ? $0 + 1 : $0]) << 8 | UInt16(bytes[isLittleEndian ? $0 : $0 + 1])
            }
            return !units.isEmpty && !units.contains { $0 < 9 || $0 >= 0xFFFE }
        }
        guard !bytes.isEmpty, !bytes.contains(where: { $0 < 9 || (14..<32).contains($0) && $0 != 27 || $0 == 127 })
        else {
            return false
        }
        // The last character may be cut; up to three of its bytes are left out.
        return (0...3).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
    }

    private static let signatures: [(signature: [UInt8], format: String)] = [
        (Array("fLaC".utf8), "FLAC"),
        (Array("OggS".utf8), "Ogg"),
        (Array("MThd".utf8), "MIDI"),
        (Array("%PDF".utf8), "PDF"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        (Array("GIF8".utf8), "a GIF picture"),
        ([0x50, 0x4B, 3, 4], "a ZIP archive"),
        ([0x50, 0x4B, 5, 6], "a ZIP archive"),
        (Array("Rar!".utf8), "a RAR archive"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
        ([0x1F, 0x8B, 8], "a gzip archive"),
        ([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], "Windows Media (WMA)"),
        ([0x1A, 0x45, 0xDF, 0xA3], "Matroska or WebM"),
        (Array("wvpk".utf8), "WavPack"),
        (Array("MAC ".utf8), "Monkey's Audio"),
        (Array("MPCK".utf8), "Musepack"),
        (Array("caff".utf8), "Core Audio Format"),
        (Array(".snd".utf8), "Sun AU"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        (Array("SQLite format 3".utf8), "a SQLite database"),
    ]
}
