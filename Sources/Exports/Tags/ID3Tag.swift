/// An ID3v2 tag (versions 2.2, 2.3 and 2.4; id3.org) as a list of frames, read so that it can be written again with all
/// of them unchanged.
struct ID3Tag {
    var version: ID3Version
    var frames: [ID3Frame]
    /// Version 2.4: zeros were put behind bytes FF of frames, which say so themselves.
    private var unsynchronisationFlag: UInt8 = 0

    /// No frames yet, of version 2.4.
    init() { (version, frames) = (ID3Version(major: 4), []) }

    /// Reads a whole tag.
    ///
    /// - Throws: `ExportError` where a part of it is not understood, which would be lost.
    init(_ bytes: [UInt8]) throws(ExportError) {
        guard bytes.count >= 10, bytes.starts(with: Array("ID3".utf8)), (2...4).contains(bytes[3]) else {
            throw Self.unreadable("it is of version 2.\(bytes.count > 3 ? bytes[3] : 0)")
        }
        version = ID3Version(major: bytes[3])
        let flags = bytes[5]
        guard let size = ID3Version.syncSafe(bytes[6..<10]), size <= bytes.count - 10 else {
            throw Self.unreadable("it says that it is longer than it is")
        }
        var body = Array(bytes[10..<10 + size])
        if version.major == 2, flags & 0x40 != 0 { throw Self.unreadable("it is compressed") }
        if flags & 0x80 != 0 {
            if version.major == 4 { unsynchronisationFlag = 0x80 } else { body = Self.withoutUnsynchronisation(body) }
        }
        var start = 0
        if version.major > 2, flags & 0x40 != 0 {
            let length = Array(body.prefix(4))
            guard length.count == 4 else { throw Self.unreadable("its extended header is cut off") }
            let plain = length.reduce(0) { $0 << 8 | Int($1) }
            start = version.major == 3 ? 4 + plain : ID3Version.syncSafe(length[...]) ?? body.count + 1
            guard start <= body.count else { throw Self.unreadable("its extended header is cut off") }
        }
        // Some programs write plain sizes in version 2.4; only one reading ends where the tag ends.
        if let frames = Self.frames(body[start...], version, hasPlainSizes: version.major != 4) {
            self.frames = frames
        } else if version.major == 4, let frames = Self.frames(body[start...], version, hasPlainSizes: true) {
            self.frames = frames
        } else {
            throw Self.unreadable("its frames do not fit into it")
        }
    }

    /// The tag's bytes.
    ///
    /// - Parameter length: zeros fill it up to this length, where it is shorter.
    func bytes(length: Int) throws(ExportError) -> [UInt8] {
        var body: [UInt8] = []
        for frame in frames {
            guard frame.contents.count < (version.major == 2 ? 1 << 24 : 1 << 28) else {
                throw ExportError("The tag has a part too large to be written, \(frame.name).")
            }
            body += frame.bytes(version)
        }
        if body.count + 10 < length { body += [UInt8](repeating: 0, count: length - 10 - body.count) }
        guard body.count < 1 << 28 else { throw ExportError("The tag is too large to be written.") }
        return Array("ID3".utf8) + [version.major, 0, unsynchronisationFlag] + ID3Version.syncSafe(body.count) + body
    }

    /// The frames up to the padding; `nil` where they do not fit.
    private static func frames(
        _ body: ArraySlice<UInt8>, _ version: ID3Version, hasPlainSizes: Bool
    ) -> [ID3Frame]? {
        var frames: [ID3Frame] = []
        var rest = body
        while let first = rest.first, first != 0 {
            let header = rest.prefix(version.frameHeaderLength)
            guard header.count == version.frameHeaderLength else { return nil }
            let name = header.prefix(version.nameLength)
            guard name.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x20 }) else {
                return nil
            }
            let sizeBytes = header.dropFirst(version.nameLength).prefix(version.major == 2 ? 3 : 4)
            let plain = sizeBytes.reduce(0) { $0 << 8 | Int($1) }
            guard let size = hasPlainSizes ? plain : ID3Version.syncSafe(sizeBytes) else { return nil }
            rest = rest.dropFirst(version.frameHeaderLength)
            guard size <= rest.count else { return nil }
            frames.append(
                ID3Frame(
                    name: String(decoding: name, as: UTF8.self),
                    flags: version.major == 2 ? [] : Array(header.suffix(2)), contents: Array(rest.prefix(size))))
            rest = rest.dropFirst(size)
        }
        // Only padding may follow.
        return rest.allSatisfy { $0 == 0 } ? frames : nil
    }

    /// Bytes without the zeros that were put behind every FF.
    static func withoutUnsynchronisation(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for (place, byte) in bytes.enumerated() where !(byte == 0 && place > 0 && bytes[place - 1] == 0xFF) {
            result.append(byte)
        }
        return result
    }

    private static func unreadable(_ reason: String) -> ExportError {
        ExportError(
            "The ID3 tag of the recording cannot be rewritten without loss: \(reason). Have a tag editor save it anew, and "
                + "export again.")
    }
}
