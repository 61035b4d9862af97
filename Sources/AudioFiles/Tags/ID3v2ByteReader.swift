/// The bytes of a tag in order, with unsynchronisation undone on the way; what is skipped is not kept in memory.
struct ID3v2ByteReader {
    private let file: OpenFile
    private var offset: Int64
    private let end: Int64
    private let removesUnsynchronisation: Bool
    private var buffer: [UInt8] = []
    private var bufferPosition = 0
    private var previousWasFF = false

    /// A tag larger than this is not read to its end.
    private static let maximumTagByteCount: Int64 = 16 << 20
    private static let bufferByteCount = 4096

    init(_ file: OpenFile, start: Int64, byteCount: Int64, removesUnsynchronisation: Bool) {
        self.file = file
        self.removesUnsynchronisation = removesUnsynchronisation
        offset = start
        end = min(file.size, start + min(byteCount, Self.maximumTagByteCount))
    }

    /// The next `count` bytes, fewer at the end of the tag.
    mutating func read(_ count: Int) throws(AudioFileError) -> [UInt8] {
        var result: [UInt8] = []
        while result.count < count, let byte = try next() { result.append(byte) }
        return result
    }

    /// Leaves out the next `count` bytes.
    mutating func skip(_ count: Int64) throws(AudioFileError) {
        var left = count
        if !removesUnsynchronisation {
            let buffered = min(left, Int64(buffer.count - bufferPosition))
            bufferPosition += Int(buffered)
            offset = min(end, offset + (left - buffered))
            return
        }
        while left > 0, try next() != nil { left -= 1 }
    }

    /// Bytes with every FF 00 turned back into FF.
    static func withoutUnsynchronisation(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for (i, byte) in bytes.enumerated() where !(byte == 0 && i > 0 && bytes[i - 1] == 0xFF) { result.append(byte) }
        return result
    }

    private mutating func next() throws(AudioFileError) -> UInt8? {
        while true {
            if bufferPosition == buffer.count {
                buffer = try file.bytes(at: offset, count: Int(min(Int64(Self.bufferByteCount), end - offset)))
                bufferPosition = 0
                offset += Int64(buffer.count)
                if buffer.isEmpty { return nil }
            }
            let byte = buffer[bufferPosition]
            bufferPosition += 1
            if removesUnsynchronisation, byte == 0, previousWasFF {
                previousWasFF = false
                continue
            }
            previousWasFF = byte == 0xFF
            return byte
        }
    }
}
