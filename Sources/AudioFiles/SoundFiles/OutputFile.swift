internal import Glibc
internal import SystemPackage

/// A new file as libsndfile's callbacks see it: written by position, with the first failure and its error number kept.
final class OutputFile {
    private let descriptor: FileDescriptor
    private var isOpen = true
    private(set) var length: Int64 = 0
    private(set) var position: Int64 = 0
    private(set) var failure: AudioFileError?

    /// Creates the file; one of that name must not exist.
    init(creating path: FilePath) throws(AudioFileError) {
        do {
            descriptor = try FileDescriptor.open(
                path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            let errno = error as? Errno ?? .ioError
            throw errno == .fileExists ? .alreadyExists : .cannotOpen(errno)
        }
    }

    deinit { if isOpen { Glibc.close(descriptor.rawValue) } }

    static func of(_ context: UnsafeMutableRawPointer) -> OutputFile {
        unsafe Unmanaged<OutputFile>.fromOpaque(context).takeUnretainedValue()
    }

    /// Writes all of `bytes` at the position; returns how many were written.
    func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        var written = 0
        while written < bytes.count, failure == nil, let base = bytes.baseAddress {
            let count = unsafe pwrite(
                descriptor.rawValue, base + written, bytes.count - written, off_t(position))
            if count < 0 {
                if Glibc.errno != EINTR { failure = .cannotWrite(Errno(rawValue: Glibc.errno)) }
                continue
            }
            written += count
            position += Int64(count)
            length = max(length, position)
        }
        return written
    }

    /// Reads back what was written.
    func read(into bytes: UnsafeMutableRawBufferPointer) -> Int {
        let count = unsafe pread(descriptor.rawValue, bytes.baseAddress, bytes.count, off_t(position))
        if count > 0 { position += Int64(count) }
        return max(0, count)
    }

    /// Moves to a position by the rules of `lseek`, and returns it; -1 where there is no such position.
    func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
        let base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position : length
        let (target, overflow) = base.addingReportingOverflow(offset)
        guard !overflow, target >= 0 else { return -1 }
        position = target
        return target
    }

    /// Waits until the contents are on the disk and closes the descriptor.
    func synchroniseAndClose() throws(AudioFileError) {
        guard isOpen else { return }
        isOpen = false
        let synchronised = fsync(descriptor.rawValue) == 0
        let synchroniseError = Glibc.errno
        let closed = Glibc.close(descriptor.rawValue) == 0
        guard synchronised else { throw .cannotWrite(Errno(rawValue: synchroniseError)) }
        // An interrupted close has closed; other failures mean that data may be lost.
        guard closed || Glibc.errno == EINTR else { throw .cannotWrite(Errno(rawValue: Glibc.errno)) }
    }
}
