/// Finding frames of MPEG audio among other bytes: a header alone may be chance, a chain of them is not.
struct FrameSearch {
    /// A frame that was found.
    struct Found: Equatable {
        let offset: Int
        let header: MPEGFrameHeader
        /// Length in bytes without padding where the stream is free-format.
        let freeFormatByteCount: Int?

        /// Length in bytes of a frame of the same stream.
        func byteCount(of header: MPEGFrameHeader) -> Int? {
            header.byteCount ?? freeFormatByteCount.map { $0 + header.paddingByteCount }
        }
    }

    /// Each candidate of unknown length costs a search of its own, so hostile bytes get only so many.
    private var freeFormatAttempts = 64
    private let endsFile: Bool
    private let reference: Found?

    /// - Parameters:
    ///   - endsFile: Whether the bytes end where the file's audio ends.
    ///   - reference: A frame of the stream that is searched. Frames of the same kind are believed in twos instead of
    ///     threes, and frames of another layer never.
    init(endsFile: Bool, like reference: Found? = nil) {
        (self.endsFile, self.reference) = (endsFile, reference)
    }

    /// The first frame at or after `offset` and before `limit` that begins a chain.
    mutating func firstFrame(in bytes: Span<UInt8>, from offset: Int, before limit: Int) -> Found? {
        for start in offset..<max(offset, min(limit, bytes.count - 3)) where bytes[start] == 0xFF {
            guard let header = MPEGFrameHeader(bytes, at: start),
                header.layer == reference?.header.layer ?? header.layer
            else { continue }
            var freeFormatByteCount: Int?
            if header.byteCount == nil {
                if freeFormatAttempts == 0 { continue }
                freeFormatAttempts -= 1
                freeFormatByteCount = Self.freeFormatByteCount(of: header, in: bytes, at: start)
                if freeFormatByteCount == nil { continue }
            }
            let found = Found(offset: start, header: header, freeFormatByteCount: freeFormatByteCount)
            if isChain(found, in: bytes, isFirst: start == offset) { return found }
        }
        return nil
    }

    private func isChain(_ first: Found, in bytes: Span<UInt8>, isFirst: Bool) -> Bool {
        var position = first.offset
        let isKnown = reference.map { $0.header.belongsWith(first.header) } ?? false
        for frame in 0..<(isKnown ? 2 : 3) {
            // A shorter chain must begin exactly at the place looked at, or end exactly at the end. The mark of
            // UTF-16 text looks like a frame of Layer I, so only Layer III may be as short as that.
            if endsFile, frame > 0, isFirst, first.header.layer == 3, position + 4 > bytes.count { return true }
            if endsFile, frame > 1, position == bytes.count { return true }
            guard let header = MPEGFrameHeader(bytes, at: position), header.belongsWith(first.header),
                let byteCount = first.byteCount(of: header), byteCount > 4
            else { return false }
            position += byteCount
        }
        return true
    }

    /// The distance to the next header of the same free-format stream, less this frame's padding.
    private static func freeFormatByteCount(of header: MPEGFrameHeader, in bytes: Span<UInt8>, at start: Int) -> Int? {
        for next in start + 24..<max(start + 24, min(start + 8192, bytes.count - 3)) where bytes[next] == 0xFF {
            guard let other = MPEGFrameHeader(bytes, at: next), other.belongsWith(header) else { continue }
            return next - start - header.paddingByteCount
        }
        return nil
    }
}
