internal import CLinux
internal import Glibc
public import SystemPackage

/// Free space and kind of a file system.
public enum DiskSpace {
    /// Bytes that this user may still write where `path` is.
    public static func freeBytes(at path: FilePath) throws(FileSystemError) -> Int64 {
        var information = statvfs()
        let result = unsafe path.withPlatformString { unsafe statvfs($0, &information) }
        guard result == 0 else { throw FileSystemError("asking for free space", path, Errno(rawValue: errno)) }
        return Int64(clamping: UInt64(information.f_bavail) * UInt64(information.f_frsize))
    }

    /// The network or user-space file system that `path` is on, which sends no folder events and keeps no database
    /// safe; `nil` for a local one.
    public static func networkFileSystem(at path: FilePath) -> String? {
        let type = unsafe path.withPlatformString { unsafe musigen_file_system_type($0) }
        return switch UInt32(truncatingIfNeeded: type) {
        case 0x6969: "NFS"
        case 0x517B, 0xFF53_4D42, 0xFE53_4D42: "SMB"
        case 0x6573_5546: "FUSE"
        case 0x0102_1997: "9P"
        case 0x00C3_6400: "Ceph"
        case 0x6B41_4653, 0x5346_414F: "AFS"
        default: nil
        }
    }
}
