import FoundationEssentials
import Glibc
import GRDB
import SystemPackage

/// What can be said about a catalogue's place without opening it.
package enum CatalogueLocation {
    /// The path as SQLite takes it. Throws where a catalogue cannot be, or is not.
    static func checked(_ path: FilePath, access: Catalogue.Access) throws(CatalogueError) -> String {
        guard let text = String(validating: path) else {
            throw .other("The path \(path) is not valid UTF-8, which SQLite requires. Choose another folder.")
        }
        switch access {
        case .readOnly:
            guard unsafe Glibc.access(text, F_OK) == 0 else { throw .missing(text) }
        case .readWrite:
            let folder = path.removingLastComponent()
            if try isOnNetwork(folder.isEmpty ? "." : folder.string) { throw .networkFileSystem }
        }
        return text
    }

    /// The meaning of an error while opening, for which SQLite keeps no system error number.
    static func error(_ error: any Error, path: String) -> CatalogueError {
        guard let databaseError = error as? DatabaseError else { return CatalogueError(error) }
        if databaseError.resultCode == .SQLITE_IOERR, isFull(path) { return .diskFull }
        guard databaseError.resultCode == .SQLITE_CANTOPEN else { return CatalogueError(error) }
        if unsafe Glibc.access(path, F_OK) != 0 {
            let folder = FilePath(path).removingLastComponent()
            let isFolderThere = unsafe Glibc.access(folder.isEmpty ? "." : folder.string, F_OK) == 0
            return isFolderThere ? .readOnly("\(path) cannot be created") : .missing(path)
        }
        if unsafe Glibc.access(path, R_OK) != 0 {
            return .other("This user may not read \(path). Ask its owner for permission.")
        }
        return CatalogueError(error)
    }

    /// Whether there is no room for another page of the log.
    private static func isFull(_ path: String) -> Bool {
        var status = statvfs()
        return unsafe statvfs(path, &status) == 0 && UInt64(status.f_bavail) * UInt64(status.f_frsize) < 65_536
    }

    /// NFS, SMB and CIFS: their locks and shared memory do not do what SQLite's log needs.
    private static func isOnNetwork(_ folder: String) throws(CatalogueError) -> Bool {
        var status = stat()
        guard unsafe stat(folder, &status) == 0 else { throw .missing(folder) }
        // Without /proc the question cannot be answered, and the catalogue is trusted.
        guard let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else { return false }
        // As makedev(3) puts a device number together.
        let device = status.st_dev
        let major = ((device >> 32) & 0xFFFF_F000) | ((device >> 8) & 0xFFF)
        let minor = ((device >> 12) & 0xFFFF_FF00) | (device & 0xFF)
        return isOnNetwork(device: "\(major):\(minor)", mounts: mounts)
    }

    /// Whether a device ("major:minor") is mounted with a network file system, by the lines of proc(5)'s `mountinfo`.
    package static func isOnNetwork(device: String, mounts: String) -> Bool {
        mounts.split(separator: "\n").contains { line in
            let fields = line.split(separator: " ")
            guard fields.count > 2, fields[2] == device, let separator = fields.firstIndex(of: "-"),
                separator + 1 < fields.count
            else { return false }
            return ["nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs"].contains(fields[separator + 1])
        }
    }
}
