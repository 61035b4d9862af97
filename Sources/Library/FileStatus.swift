internal import Glibc
public import SystemPackage

/// What the file system says of a name, without following links.
public struct FileStatus: Sendable, Equatable {
    /// Kind of a directory entry.
    public enum Kind: Sendable, Equatable {
        case regular, directory, symbolicLink, namedPipe, socket, device, unknown

        /// For people.
        public var name: String {
            switch self {
            case .regular: "file"
            case .directory: "folder"
            case .symbolicLink: "symbolic link"
            case .namedPipe: "named pipe"
            case .socket: "socket"
            case .device: "device"
            case .unknown: "special file"
            }
        }
    }

    /// Kind of the entry.
    public let kind: Kind
    /// Device number.
    public let device: UInt64
    /// Inode number.
    public let inode: UInt64
    /// Size in bytes.
    public let sizeBytes: Int64
    /// Time of the last change of the contents, in nanoseconds since 1970.
    public let modifiedNanoseconds: Int64
    /// Time of the last change of contents or attributes, in nanoseconds since 1970.
    public let changedNanoseconds: Int64

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            case S_IFIFO: .namedPipe
            case S_IFSOCK: .socket
            case S_IFBLK, S_IFCHR: .device
            default: .unknown
            }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        sizeBytes = Int64(status.st_size)
        modifiedNanoseconds = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        changedNanoseconds = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
    }

    /// Looks at a name; `nil` where there is nothing.
    public static func of(_ path: FilePath) throws(FileSystemError) -> FileStatus? {
        var status = stat()
        let result = unsafe path.withPlatformString { unsafe lstat($0, &status) }
        if result == 0 { return FileStatus(status) }
        if errno == ENOENT || errno == ENOTDIR { return nil }
        throw FileSystemError("look-up", path, Errno(rawValue: errno))
    }

    /// Looks at an open file.
    public static func of(_ descriptor: FileDescriptor, path: FilePath) throws(FileSystemError) -> FileStatus {
        var status = stat()
        guard unsafe fstat(descriptor.rawValue, &status) == 0 else {
            throw FileSystemError("look-up", path, Errno(rawValue: errno))
        }
        return FileStatus(status)
    }

    /// Whether this is the same file with, as far as can be told, the same contents. (A rename changes the time of the
    /// last attribute change, so that one does not count.)
    public func isUnchanged(since earlier: FileStatus) -> Bool {
        (device, inode, sizeBytes, modifiedNanoseconds)
            == (earlier.device, earlier.inode, earlier.sizeBytes, earlier.modifiedNanoseconds)
    }
}
