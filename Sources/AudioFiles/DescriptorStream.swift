internal import Glibc
internal import SystemPackage

/// An open file as a C library's callbacks see it: with a position, and with failures kept.
///
/// Reads go through a buffer of 64 KiB, since parsers ask for a few bytes at a time.
final class DescriptorStream {
    private let file: OpenFile
    private var buffer: [UInt8] = []
    private var bufferStart: Int64 = 0
    private(set) var position: Int64 = 0
    /// The first failure, which the library itself cannot pass on.
    private(set) var failure: AudioFileError?

    var length: Int64 { file.size }

    init(_ file: OpenFile) { self.file = file }

    /// Reads up to `destination.count` bytes; 0 at the end, -1 after a failure.
    func read(into destination: UnsafeMutableRawBufferPointer) -> Int {
        var filled = 0
        while filled < destination.count {
            var offset = Int(position - bufferStart)
            if !buffer.indices.contains(offset) {
                guard failure == nil, fillBuffer() else { return failure == nil ? filled : -1 }
                offset = 0
            }
            let count = min(buffer.count - offset, destination.count - filled)
            let target = unsafe UnsafeMutableRawBufferPointer(rebasing: destination[filled..<filled + count])
            unsafe target.copyBytes(from: buffer[offset..<offset + count])
            filled += count
            position += Int64(count)
        }
        return filled
    }

    /// Moves to a position by the rules of `lseek`, and returns it; -1 where there is no such position.
    func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
        let base: Int64
        switch whence {
        case SEEK_SET: base = 0
        case SEEK_CUR: base = position
        case SEEK_END: base = length
        default: return -1
        }
        let (target, overflow) = base.addingReportingOverflow(offset)
        guard !overflow, target >= 0 else { return -1 }
        position = target
        return target
    }

    private func fillBuffer() -> Bool {
        do throws(AudioFileError) {
            buffer = try file.bytes(
                at: position, count: Int(min(65_536, max(0, length - position))))
            bufferStart = position
            return !buffer.isEmpty
        } catch {
            failure = error
            return false
        }
    }
}
