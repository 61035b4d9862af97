internal import Crypto
internal import Library
internal import SystemPackage

/// A new file that is hashed while it is written, and cannot grow beyond a bound.
struct HashedFile: ~Copyable {
    private let path: FilePath
    private let descriptor: FileDescriptor
    private let maximumBytes: Int64
    private var hash = SHA256()
    private(set) var byteCount: Int64 = 0

    /// Makes the file; there must be none of that name.
    init(_ path: FilePath, maximumBytes: Int64) throws(ModelError) {
        self.path = path
        self.maximumBytes = maximumBytes
        do throws(FileSystemError) {
            descriptor = try DurableFiles.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec, .noFollow],
                permissions: .init(rawValue: 0o644))
        } catch {
            throw ModelError(error)
        }
    }

    deinit { try? descriptor.close() }

    /// Appends bytes.
    mutating func append(_ bytes: [UInt8]) throws(ModelError) {
        guard byteCount + Int64(bytes.count) <= maximumBytes else {
            throw ModelError(
                .unsuitable,
                "\(path.lastComponent?.string ?? "The file") is larger than the \(maximumBytes) bytes it may have; "
                    + "it is not the file that was asked for.")
        }
        do {
            _ = try descriptor.writeAll(bytes)
        } catch {
            throw ModelError(FileSystemError("writing", path, error as? Errno ?? .ioError))
        }
        hash.update(data: bytes)
        byteCount += Int64(bytes.count)
    }

    /// Forgets what was written.
    mutating func restart() throws(ModelError) {
        do {
            try descriptor.resize(to: 0)
            _ = try descriptor.seek(offset: 0, from: .start)
        } catch {
            throw ModelError(FileSystemError("writing", path, error as? Errno ?? .ioError))
        }
        hash = SHA256()
        byteCount = 0
    }

    /// Makes the content durable; its description.
    func finish() throws(ModelError) -> InstalledFile {
        guard synchronise(descriptor) else { throw ModelError(FileSystemError("sync", path, .ioError)) }
        return InstalledFile(
            name: path.lastComponent?.string ?? "", sha256: hexadecimal(hash.finalize()), sizeBytes: byteCount)
    }
}

extension ModelError {
    /// A file operation that failed.
    init(_ error: FileSystemError) { self.init(.storage, "\(error).") }
}
