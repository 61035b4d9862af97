/// The frames of a stretch of a file one by one, whatever lies between them left out.
///
/// A decoder's own search for the next frame after damage takes any four plausible bytes, most often of Layer I, and
/// plays noise; here a frame must be followed by others of its kind, and be of the layer of the first.
struct FrameReader {
    private let file: OpenFile
    private let end: Int64
    private var buffer: [UInt8] = []
    /// Position in the file of what follows the buffer.
    private var bufferEnd: Int64
    private var position = 0
    private var current: FrameSearch.Found?
    private var first: FrameSearch.Found?
    /// Whether a stretch without frames began in an earlier buffer, and whether as a tag.
    private var isSkipping = false
    private var startsWithTag = false
    /// Number of stretches that were left out.
    private(set) var damagedStretchCount = 0

    private static let lookahead = 4 * MPEGFrameHeader.maximumFrameByteCount
    private static let readByteCount = 64 * 1024

    init(_ file: OpenFile, range: Range<Int64>) {
        self.file = file
        bufferEnd = range.lowerBound
        end = range.upperBound
    }

    /// The next whole frame; `nil` at the end.
    mutating func next() throws(AudioFileError) -> ArraySlice<UInt8>? {
        while true {
            try fillBuffer()
            guard position < buffer.count else { return nil }
            guard let frame = current else {
                if !synchronise() { return nil }
                continue
            }
            guard let header = MPEGFrameHeader(buffer.span, at: position), header.belongsWith(frame.header),
                let byteCount = frame.byteCount(of: header), byteCount > 4
            else {
                current = nil
                continue
            }
            guard position + byteCount <= buffer.count else { return nil }
            defer { position += byteCount }
            return buffer[position..<position + byteCount]
        }
    }

    /// Length of the first frame without padding where the stream is free-format.
    var freeFormatByteCount: Int? { first?.freeFormatByteCount }

    /// Looks for the next frame; `false` at the end.
    private mutating func synchronise() -> Bool {
        let isAtEnd = bufferEnd >= end
        var search = FrameSearch(endsFile: isAtEnd, like: first)
        let limit = isAtEnd ? buffer.count : buffer.count - Self.lookahead
        let found = search.firstFrame(in: buffer.span, from: position, before: limit)
        let isContinued = isSkipping
        isSkipping = found == nil
        guard let found else {
            if first != nil, !isContinued { startsWithTag = isTag(at: position) }
            position = limit
            return !isAtEnd
        }
        let isTag = isContinued ? startsWithTag : isTag(at: position)
        if first != nil, !isTag, isContinued || found.offset > position { damagedStretchCount += 1 }
        position = found.offset
        current = found
        if first == nil { first = found }
        return true
    }

    /// Files put one behind the other have tags between them, which are no damage.
    private func isTag(at offset: Int) -> Bool {
        let name = buffer.span.text(at: offset, count: 3)
        return name == "ID3" || name == "TAG" || name == "APE"
    }

    private mutating func fillBuffer() throws(AudioFileError) {
        while buffer.count - position <= Self.lookahead, bufferEnd < end {
            buffer.removeFirst(position)
            position = 0
            let more = try file.bytes(at: bufferEnd, count: Int(min(Int64(Self.readByteCount), end - bufferEnd)))
            // A file that was cut after it was looked at has its end here.
            bufferEnd = more.isEmpty ? end : bufferEnd + Int64(more.count)
            buffer += more
        }
    }
}
