internal import Glibc
internal import SystemPackage

/// Bytes that do not change: a file mapped into memory, or a copy.
@safe final class ByteStore: @unchecked Sendable {
    private let memory: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// Maps a regular file.
    ///
    /// A file that shrinks while it is mapped would end the process, so one that is being written must not be given.
    init(path: FilePath) throws(CheckpointError) {
        let name = path.lastComponent?.string ?? path.string
        let descriptor = unsafe path.withPlatformString { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        let reason = Errno(rawValue: errno)
        guard descriptor >= 0 else {
            throw .unreadable("\(name) cannot be opened: \(reason). Check the path and its permissions.")
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable("\(name) is no regular file; give the checkpoint's file.")
        }
        let count = Int(status.st_size)
        isMapped = count > 0
        guard count > 0 else {
            unsafe memory = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let address = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
        let mapReason = Errno(rawValue: errno)
        guard unsafe address != MAP_FAILED else {
            throw .unreadable("\(name) cannot be mapped into memory: \(mapReason). Free some memory and try again.")
        }
        unsafe memory = UnsafeRawBufferPointer(start: address, count: count)
    }

    /// Keeps a copy.
    init(_ bytes: [UInt8]) {
        isMapped = false
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
        unsafe copy.copyBytes(from: bytes)
        unsafe memory = UnsafeRawBufferPointer(copy)
    }

    deinit {
        if isMapped {
            unsafe munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
        } else {
            unsafe memory.deallocate()
        }
    }

    /// Number of bytes.
    var count: Int { unsafe memory.count }

    /// Gives a range of the bytes to `body`.
    func withBytes<R>(_ range: Range<Int>, _ body: (RawSpan) -> R) -> R {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "The range reaches outside the bytes.")
        return body(unsafe UnsafeRawBufferPointer(rebasing: memory[range]).bytes)
    }

    /// The byte at a position.
    subscript(position: Int) -> UInt8 {
        precondition(position >= 0 && position < count, "The position is outside the bytes.")
        return unsafe memory[position]
    }
}
