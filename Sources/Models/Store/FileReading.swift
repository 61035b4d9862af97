internal import Crypto
internal import Glibc
internal import Library
internal import SystemPackage

/// Whether an open file's content was made durable.
func synchronise(_ descriptor: FileDescriptor) -> Bool { fsync(descriptor.rawValue) == 0 }

/// Reads a regular file from its first byte to its last.
enum FileReading {
    private static let blockLength = 1 << 20

    /// Gives the file's content to `body`, block by block. Links are followed: the path is what somebody gave.
    static func forEachBlock(of path: FilePath, _ body: ([UInt8]) throws(ModelError) -> Void) throws(ModelError) {
        let descriptor = try open(path)
        defer { try? descriptor.close() }
        while true {
            var block = [UInt8](repeating: 0, count: blockLength)
            let count: Int
            do {
                count = try unsafe block.withUnsafeMutableBytes { try unsafe descriptor.read(into: $0) }
            } catch {
                throw ModelError(FileSystemError("reading", path, error as? Errno ?? .ioError))
            }
            if count == 0 { return }
            if count < block.count { block.removeLast(block.count - count) }
            try body(block)
        }
    }

    /// Throws where there is no regular file at a path.
    static func requireRegular(_ path: FilePath) throws(ModelError) {
        let descriptor = try open(path)
        try? descriptor.close()
    }

    private static func open(_ path: FilePath) throws(ModelError) -> FileDescriptor {
        let descriptor: FileDescriptor
        let isRegular: Bool
        do throws(FileSystemError) {
            descriptor = try DurableFiles.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
            isRegular = (try? FileStatus.of(descriptor, path: path))?.kind == .regular
        } catch {
            if error.errno == .noSuchFileOrDirectory {
                throw ModelError(.unknown, "There is no file \(DisplayName.of(path)).")
            }
            throw ModelError(error)
        }
        guard isRegular else {
            try? descriptor.close()
            throw ModelError(.unsuitable, "\(DisplayName.of(path)) is no regular file.")
        }
        return descriptor
    }

    /// SHA-256 of a file, 64 lower-case hexadecimal digits.
    static func sha256(of path: FilePath, onBytes: (Int) -> Void = { _ in }) throws(ModelError) -> String {
        var hash = SHA256()
        try forEachBlock(of: path) { (block) throws(ModelError) in
            hash.update(data: block)
            onBytes(block.count)
        }
        return hexadecimal(hash.finalize())
    }
}
