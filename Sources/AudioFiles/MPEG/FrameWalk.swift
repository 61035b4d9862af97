/// A walk from frame to frame through a stretch of a file, resynchronising where the chain breaks.
struct FrameWalk {
    /// Where the last whole frame ends; `nil` where none was found.
    private(set) var lastFrameEnd: Int?
    /// Whether the bytes end in the middle of a frame.
    private(set) var endsInsideFrame = false
    /// Frames walked and their bytes, for an estimate of the mean bit rate.
    private(set) var frameCount = 0
    private(set) var frameByteCount = 0

    /// Walks through `bytes`.
    ///
    /// - Parameters:
    ///   - first: A frame of the stream; where it `isAligned`, one begins at the first byte.
    ///   - endsFile: The bytes end where the file's audio ends.
    init(_ bytes: Span<UInt8>, like first: FrameSearch.Found, isAligned: Bool, endsFile: Bool) {
        var search = FrameSearch(endsFile: endsFile, like: first)
        var current: FrameSearch.Found? = isAligned ? first : nil
        var position = 0
        while position < bytes.count {
            guard let frame = current else {
                current = search.firstFrame(in: bytes, from: position, before: bytes.count)
                guard let found = current else { return }
                position = found.offset
                continue
            }
            if position + 4 > bytes.count {
                endsInsideFrame = bytes[position] == 0xFF
                return
            }
            guard let header = MPEGFrameHeader(bytes, at: position), header.belongsWith(frame.header),
                let byteCount = frame.byteCount(of: header), byteCount > 4
            else {
                current = nil
                continue
            }
            guard position + byteCount <= bytes.count else {
                endsInsideFrame = true
                return
            }
            position += byteCount
            lastFrameEnd = position
            frameCount += 1
            frameByteCount += byteCount
        }
    }
}
