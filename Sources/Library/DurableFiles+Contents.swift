internal import CLinux
internal import Glibc
public import SystemPackage

extension DurableFiles {
    /// Gives a file a second name; where the file system has no hard links, copies it.
    public static func linkOrCopy(_ from: FilePath, to: FilePath) throws(FileSystemError) {
        let result = unsafe from.withPlatformString { from in
            unsafe to.withPlatformString { unsafe link(from, $0) }
        }
        if result == 0 { return }
        let reason = Errno(rawValue: errno)
        guard [.notPermitted, .improperLink, .tooManyLinks, .notSupported].contains(reason) else {
            throw FileSystemError("link", from, reason)
        }
        try copy(from, to: to)
    }

    /// Copies a regular file to a new name and syncs it (shared blocks where the file system can).
    public static func copy(_ from: FilePath, to: FilePath) throws(FileSystemError) {
        let source = try open(from, .readOnly, options: [.noFollow, .closeOnExec])
        defer { try? source.close() }
        let target = try open(
            to, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .init(rawValue: 0o644))
        defer { try? target.close() }
        do throws(FileSystemError) {
            while true {
                let count = musigen_copy_file_range(source.rawValue, target.rawValue, 1 << 26)
                if count == 0 { break }
                if count < 0 {
                    guard [EXDEV, EINVAL, ENOSYS, EOPNOTSUPP].contains(errno) else {
                        throw FileSystemError("copy", to, Errno(rawValue: errno))
                    }
                    try copyByReading(source, target, to)
                    break
                }
            }
            guard fsync(target.rawValue) == 0 else { throw FileSystemError("sync", to, Errno(rawValue: errno)) }
        } catch {
            remove(to)
            throw error
        }
    }

    private static func copyByReading(
        _ source: FileDescriptor, _ target: FileDescriptor, _ path: FilePath
    ) throws(FileSystemError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        do {
            while true {
                let count = try unsafe buffer.withUnsafeMutableBytes { try unsafe source.read(into: $0) }
                if count == 0 { return }
                _ = try target.writeAll(buffer[..<count])
            }
        } catch let error as Errno {
            throw FileSystemError("copy", path, error)
        } catch {
            throw FileSystemError("copy", path, .ioError)
        }
    }

    /// Whether two files have the same bytes.
    public static func haveEqualContents(_ first: FilePath, _ second: FilePath) throws(FileSystemError) -> Bool {
        let one = try open(first, .readOnly, options: [.noFollow, .closeOnExec])
        defer { try? one.close() }
        let other = try open(second, .readOnly, options: [.noFollow, .closeOnExec])
        defer { try? other.close() }
        let sizes = (try FileStatus.of(one, path: first).sizeBytes, try FileStatus.of(other, path: second).sizeBytes)
        guard sizes.0 == sizes.1 else { return false }
        var buffers = (first: [UInt8](repeating: 0, count: 1 << 20), second: [UInt8](repeating: 0, count: 1 << 20))
        var offset: Int64 = 0
        do {
            while offset < sizes.0 {
                let count = try unsafe buffers.first.withUnsafeMutableBytes {
                    try unsafe one.read(fromAbsoluteOffset: offset, into: $0)
                }
                guard count > 0 else { return false }
                var filled = 0
                while filled < count {
                    let more = try unsafe buffers.second.withUnsafeMutableBytes { bytes in
                        try unsafe other.read(
                            fromAbsoluteOffset: offset + Int64(filled),
                            into: UnsafeMutableRawBufferPointer(rebasing: bytes[filled..<count]))
                    }
                    guard more > 0 else { return false }
                    filled += more
                }
                guard buffers.first[..<count] == buffers.second[..<count] else { return false }
                offset += Int64(count)
            }
        } catch let error as Errno {
            throw FileSystemError("comparison", second, error)
        } catch {
            throw FileSystemError("comparison", second, .ioError)
        }
        return true
    }

    /// Reads a whole small file; anything longer than `maximumBytes` is an error.
    public static func read(_ path: FilePath, maximumBytes: Int) throws(FileSystemError) -> [UInt8] {
        let descriptor = try open(path, .readOnly, options: [.noFollow, .closeOnExec, .nonBlocking])
        defer { try? descriptor.close() }
        let status = try FileStatus.of(descriptor, path: path)
        guard status.kind == .regular else { throw FileSystemError("reading", path, .invalidArgument) }
        guard status.sizeBytes <= maximumBytes else { throw FileSystemError("reading", path, .fileTooLarge) }
        var bytes = [UInt8](repeating: 0, count: Int(status.sizeBytes))
        var filled = 0
        do {
            while filled < bytes.count {
                let count = try unsafe bytes.withUnsafeMutableBytes {
                    try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
                }
                if count == 0 { break }
                filled += count
            }
        } catch let error as Errno {
            throw FileSystemError("reading", path, error)
        } catch {
            throw FileSystemError("reading", path, .ioError)
        }
        return Array(bytes[..<filled])
    }
}
