internal import Glibc
internal import SystemPackage

/// A regular file that is open for reading, read only by position: the descriptor's own offset is never used.
final class OpenFile {
    let descriptor: FileDescriptor
    /// Length in bytes when it was opened.
    let size: Int64

    /// Opens a path without waiting for a pipe's other end.
    convenience init(path: FilePath) throws(AudioFileError) {
        let descriptor: FileDescriptor
        do { descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking]) } catch {
            throw .cannotOpen(error as? Errno ?? .ioError)
        }
        try self.init(owning: descriptor)
    }

    /// Takes a duplicate, so that the caller may close its own at any time.
    convenience init(duplicating descriptor: FileDescriptor) throws(AudioFileError) {
        let duplicate = fcntl(descriptor.rawValue, F_DUPFD_CLOEXEC, 0)
        guard duplicate >= 0 else { throw .cannotOpen(Errno(rawValue: Glibc.errno)) }
        try self.init(owning: FileDescriptor(rawValue: duplicate))
    }

    /// Takes ownership of a descriptor and closes it in the end, also when this throws.
    init(owning descriptor: FileDescriptor) throws(AudioFileError) {
        self.descriptor = descriptor
        var information = stat()
        let status = unsafe fstat(descriptor.rawValue, &information)
        size = Int64(information.st_size)
        guard status == 0 else { throw .cannotOpen(Errno(rawValue: Glibc.errno)) }
        guard information.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile }
    }

    deinit { Glibc.close(descriptor.rawValue) }

    /// Whether the file still has the length that it had when it was opened.
    func hasKeptItsSize() throws(AudioFileError) -> Bool {
        var information = stat()
        guard unsafe fstat(descriptor.rawValue, &information) == 0 else {
            throw .cannotRead(Errno(rawValue: Glibc.errno))
        }
        return Int64(information.st_size) == size
    }

    /// The bytes from `offset` on, fewer than `count` only at the end of the file.
    func bytes(at offset: Int64, count: Int) throws(AudioFileError) -> [UInt8] {
        guard count > 0, offset >= 0 else { return [] }
        let capacity = Int(min(Int64(count), max(0, size - min(offset, size))))
        guard capacity > 0 else { return [] }
        var failure: AudioFileError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
            do throws(AudioFileError) {
                filled = unsafe try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
            } catch { failure = error }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Fills `buffer` from `offset` on and returns how many bytes there were.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(AudioFileError) -> Int {
        var filled = 0
        while filled < buffer.count {
            guard let rest = unsafe buffer.baseAddress?.advanced(by: filled) else { break }
            let count = unsafe pread(descriptor.rawValue, rest, buffer.count - filled, off_t(offset) + filled)
            if count == 0 { break }
            if count < 0 {
                if Glibc.errno == EINTR { continue }
                throw .cannotRead(Errno(rawValue: Glibc.errno))
            }
            filled += count
        }
        return filled
    }
}
