/// Reads the text frames of one ID3v2 tag, skipping pictures without reading them.
struct ID3v2Reader {
    private var bytes: ID3v2ByteReader
    private let majorVersion: UInt8

    /// Hostile tags are full of tiny frames; real ones have a few dozen.
    private static let maximumFrameCount = 4096
    /// As much of a text frame as can hold 512 characters.
    private static let maximumTextByteCount = 4096

    init(_ file: OpenFile, tagStart: Int64) throws(AudioFileError) {
        let header = try file.bytes(at: tagStart, count: 10)
        majorVersion = header.count == 10 ? header[3] : 0
        let flags = header.count == 10 ? header[5] : 0
        let size = header.span.syncSafe32(at: 6) ?? 0
        // Version 2.4 marks each frame, and its sizes count the bytes as stored.
        bytes = ID3v2ByteReader(
            file, start: tagStart + 10, byteCount: size, removesUnsynchronisation: flags & 0x80 != 0 && majorVersion < 4
        )
        guard flags & 0x40 != 0, majorVersion >= 3 else { return }
        let sizeBytes = try bytes.read(4)
        if majorVersion == 3 {
            try bytes.skip(sizeBytes.span.bigEndian32(at: 0) ?? 0)
        } else {
            try bytes.skip(max(0, (sizeBytes.span.syncSafe32(at: 0) ?? 0) - 4))
        }
    }

    /// Calls `found` for every text frame that is wanted.
    mutating func readFrames(
        _ found: (WritableKeyPath<ID3Tags, String?>, String) -> Void
    ) throws(AudioFileError) {
        guard (2...4).contains(majorVersion) else { return }
        for _ in 0..<Self.maximumFrameCount {
            let header = try bytes.read(majorVersion == 2 ? 6 : 10)
            guard let frame = Frame(header, majorVersion: majorVersion) else { return }
            guard let field = Self.field(frame.name), !frame.isUnreadable, frame.byteCount > 0 else {
                try bytes.skip(frame.byteCount)
                continue
            }
            let kept = min(frame.byteCount, Int64(Self.maximumTextByteCount))
            var contents = try bytes.read(Int(kept))
            try bytes.skip(frame.byteCount - kept)
            contents.removeFirst(min(contents.count, frame.extraByteCount))
            if frame.isUnsynchronised { contents = ID3v2ByteReader.withoutUnsynchronisation(contents) }
            guard let text = ID3Text.frameText(contents) else { continue }
            if let text = field == \.genre ? ID3Genre.names(text) : text { found(field, text) }
        }
    }

    private static func field(_ frameName: String) -> WritableKeyPath<ID3Tags, String?>? {
        switch frameName {
        case "TIT2", "TT2": \.title
        case "TPE1", "TP1": \.artist
        case "TALB", "TAL": \.album
        case "TCON", "TCO": \.genre
        default: nil
        }
    }

    /// The header of a frame.
    private struct Frame {
        let name: String
        let byteCount: Int64
        /// Bytes between the header and the text: a group and the length of the data.
        var extraByteCount = 0
        /// Compressed or encrypted.
        var isUnreadable = false
        var isUnsynchronised = false

        /// `nil` at the padding, at the end, and where the bytes are no header.
        init?(_ bytes: [UInt8], majorVersion: UInt8) {
            let nameLength = majorVersion == 2 ? 3 : 4
            guard bytes.count == (majorVersion == 2 ? 6 : 10),
                bytes[..<nameLength].allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }),
                let name = bytes.span.text(at: 0, count: nameLength)
            else { return nil }
            self.name = name
            if majorVersion == 2 {
                byteCount = Int64(bytes[3]) << 16 | Int64(bytes[4]) << 8 | Int64(bytes[5])
                return
            }
            let plainSize = bytes.span.bigEndian32(at: 4) ?? 0
            // Some taggers write plain sizes in version 2.4; a high bit gives them away.
            byteCount = majorVersion == 4 ? bytes.span.syncSafe32(at: 4) ?? plainSize : plainSize
            let flags = bytes[9]
            if majorVersion == 3 {
                isUnreadable = flags & 0xC0 != 0
                extraByteCount = flags & 0x20 != 0 ? 1 : 0
            } else {
                isUnreadable = flags & 0x0C != 0
                isUnsynchronised = flags & 0x02 != 0
                extraByteCount = (flags & 0x40 != 0 ? 1 : 0) + (flags & 0x01 != 0 ? 4 : 0)
            }
        }
    }
}
